// Small comforts; every page can be read without them.
import "./search.js";
