// The buyer's own time: ticking beside his name, and a question before a call early in the morning or late in the evening.

import { now } from "./clock.js";

const EARLIEST = 9;
const LATEST = 21;
const formats = new Map();
const asked = new Set();

function local(zone, atS) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: zone }));
  }
  return formats.get(zone).format(new Date(atS * 1000)).replace(/^0(\d)/, "$1");
}

/** Clock time in a zone, `9:05`. */
export function clockIn(zone, atS = now()) {
  return local(zone, atS);
}

/** Write the present time of each zone. */
export function tickZones(root) {
  for (const node of root.querySelectorAll("[data-zone-clock]")) {
    const text = local(node.dataset.zoneClock, now());
    if (node.textContent !== text) node.textContent = text;
  }
}

/** Ask once an order before a call outside 9:00–21:00 of the buyer's time. */
export function watchCalls(words, dialog) {
  let wanted = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='tel:'][data-zone]");
    if (!link || asked.has(link.href)) return;
    const at = local(link.dataset.zone, now());
    const hour = Number(at.split(":")[0]);
    if (hour >= EARLIEST && hour < LATEST) return;
    event.preventDefault();
    wanted = link;
    dialog.querySelector("[data-say]").textContent = words.call_early.replace("{at}", at);
    dialog.showModal();
  });
  dialog.querySelector("[data-call-anyway]").addEventListener("click", () => {
    asked.add(wanted.href);
    dialog.close();
    wanted.click();
  });
}
