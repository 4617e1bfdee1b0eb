// What every page runs. A page loads one script: this one, signed_in.js, or its own that begins with one of them.
import "./focus.js";
import "./clock.js";
import "./keys.js";
import "./dialog.js";
import "./menu.js";
import "./toast.js";
import "./leave.js";
