// The edit page. Without it everything works by plain forms; with it words are kept while they are typed, rows move
// under the hand, passages are chosen in the source, and the preview follows. One module for each.

import * as autosave from "./desk/autosave.js";
import { bench, told } from "./desk/bench.js";
import * as choosing from "./desk/choosing.js";
import * as frames from "./desk/frames.js";
import * as merging from "./desk/merging.js";
import * as moments from "./desk/moments.js";
import * as moving from "./desk/moving.js";
import * as offering from "./desk/offering.js";
import * as presence from "./desk/presence.js";
import * as rows from "./desk/rows.js";
import * as swapping from "./desk/swapping.js";

function renew() {
  moving.renew();
  moments.renew();
  autosave.renew();
}

if (bench()) {
  swapping.begin(renew);
  rows.begin();
  moving.begin();
  choosing.begin();
  merging.begin();
  offering.live();
  renew();
  if (told()) {
    moments.begin();
    presence.begin();
    frames.begin();
    offering.begin();
  }
}
