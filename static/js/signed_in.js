// What the pages of somebody who is signed in run: live news besides.
import "./app.js";
import "./live.js";
