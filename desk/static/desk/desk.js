// The agent's page.
import "../js/signed_in.js";
import "./ring.js";
import "./script.js";
