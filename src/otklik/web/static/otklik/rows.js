// The list: rows that change in place and never move under the pointer, groups, counts, the row that one stands on.

import { draw, groupOf } from "./dial.js";
import { now } from "./clock.js";
import { tickZones } from "./calls.js";
import { waiting } from "./queue.js";

const REST_MS = 2_000;
const GROUPS = ["urgent", "in_time", "morning"];
const person = document.body.dataset.person;
const root = document.getElementById("rows");
const desk = document.getElementById("desk");
const { show } = desk.dataset;
const pill = document.getElementById("pill");
const alerts = document.getElementById("alerts");
const words = JSON.parse(desk.dataset.words);
const coming = new Map();
const gone = new Set();
let unsorted = false;
let pointerIn = false;
let restTimer = 0;
let onSelect = () => {};

const rowOf = (order) => document.getElementById(`order-${order}`);

/** Every row, as they stand. */
export const all = () => [...root.querySelectorAll(".q-row")];

/** The row that one stands on. */
export const current = () => root.querySelector(".q-row[aria-current]");

/** The first row that nobody took. */
export const firstFree = () => all().find((row) => row.classList.contains("is-free"));

function isBusy() {
  return pointerIn || root.contains(document.activeElement);
}

function claim(row) {
  const whose = row.dataset.owner ? (row.dataset.owner === person ? "is-mine" : "is-other") : "is-free";
  row.classList.remove("is-mine", "is-other", "is-free");
  row.classList.add(whose);
}

/** What waits to be sent is still one's own, whatever the server shows meanwhile. */
function keepMarks(rows) {
  const orders = new Set(waiting().map((one) => one.order));
  for (const row of rows.filter((one) => orders.has(one.dataset.order))) {
    row.dataset.owner = person;
    row.classList.add("is-provisional");
    claim(row);
  }
}

function belongs(row) {
  return show === "all" || (show === "mine" && row.dataset.owner === person) || (show === "free" && !row.dataset.owner);
}

function parse(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  return box.content.querySelector(".q-row");
}

/** A row as the server has it now: in its place at once, moved or added when nobody looks at the list. */
export function put(order, html, isGone) {
  const old = rowOf(order);
  const row = isGone || !html ? null : parse(html);
  if (row) {
    claim(row);
    keepMarks([row]);
  }
  if (!row || !belongs(row)) {
    coming.delete(order);
    if (old) leave(old, !row);
    return settleSoon();
  }
  tick(row, false);
  gone.delete(order);
  if (old) {
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    if (old.hasAttribute("aria-current")) row.setAttribute("aria-current", "true");
    old.replaceWith(row);
    if (held) (held === old ? row : again(row, held)).focus({ preventScroll: true });
    unsorted = true;
  } else coming.set(order, row);
  return settleSoon();
}

function again(row, held) {
  const like = held.dataset.act ? `[data-act="${held.dataset.act}"]` : held.className ? `.${held.className.split(" ")[0]}` : "";
  const found = like && row.querySelector(like);
  return found && found.offsetParent ? found : row;
}

// Out of this list, or off the desk altogether: whoever took the first free order still works on it.
function leave(row, offDesk) {
  gone.add(row.dataset.order);
  row.classList.add("is-gone");
  if (offDesk && row.hasAttribute("aria-current")) onSelect(row, "gone");
}

function settleSoon() {
  clearTimeout(restTimer);
  if (!isBusy()) settle();
  else sayComing();
}

function sayComing() {
  pill.hidden = coming.size === 0;
  const text = words.new_row.replace("{n}", coming.size);
  const button = pill.querySelector("button");
  if (coming.size && button.dataset.said !== text) {
    button.dataset.said = text;
    button.querySelector("span").textContent = text;
    alerts.textContent = text;
  }
}

/** Bring in what came, take out what left, and put the rows in order. */
export function settle() {
  for (const order of gone) rowOf(order)?.remove();
  gone.clear();
  for (const row of [...coming.values()].filter((one) => !isBeyond(one))) {
    row.classList.add("is-fresh");
    setTimeout(() => row.classList.remove("is-fresh"), 8_000);
    list(row.dataset.group).append(row);
    unsorted = true;
  }
  if (coming.size) root.querySelector("[data-void]")?.remove();
  coming.clear();
  if (unsorted) sort();
  count();
  sayComing();
}

const list = (group) => root.querySelector(`section[data-group="${group}"] .q`);

const key = (row) => [Number(row.dataset.due), Number(row.dataset.placed)];

/** Whether a row stands after the last one of a list that is cut: it waits with the others under "show more". */
function isBeyond(row) {
  if (!root.querySelector(".q-more")) return false;
  const last = all().at(-1);
  if (!last) return false;
  const [mine, its] = [row, last].map((one) => [GROUPS.indexOf(one.dataset.group), ...key(one)]);
  const n = mine.findIndex((value, at) => value !== its[at]);
  return n >= 0 && mine[n] > its[n];
}

function sort() {
  unsorted = false;
  for (const group of GROUPS) {
    const rows = all().filter((row) => row.dataset.group === group);
    rows.sort((a, b) => key(a)[0] - key(b)[0] || key(a)[1] - key(b)[1] || (a.dataset.order < b.dataset.order ? -1 : 1));
    const into = list(group);
    rows.forEach((row, n) => into.children[n] !== row && into.insertBefore(row, into.children[n] ?? null));
  }
}

function count() {
  const whole = !root.querySelector(".q-more");
  for (const group of GROUPS) {
    const section = root.querySelector(`section[data-group="${group}"]`);
    const n = section.querySelectorAll(".q-row").length;
    section.hidden = n === 0;
    if (whole) section.querySelector("[data-group-count]").textContent = n;
  }
  for (const row of all()) row.classList.remove("is-next");
  firstFree()?.classList.add("is-next");
  if (show !== "all" || !whole) return;
  const rows = all();
  const counts = { all: rows.length, mine: rows.filter((one) => one.matches(".is-mine")).length, free: rows.filter((one) => one.matches(".is-free")).length };
  for (const [name, n] of Object.entries(counts)) {
    const node = document.querySelector(`[data-tab-count="${name}"]`);
    node.textContent = n;
    if (name === "free") node.classList.toggle("is-late", n > 0);
  }
}

function tick(row, aloud = true) {
  const dial = row.querySelector("[data-dial]");
  if (!dial) return;
  const reading = draw(dial, now(), words);
  const before = row.dataset.stretch;
  row.dataset.stretch = reading.stretch;
  const group = groupOf(reading);
  if (group !== row.dataset.group) {
    row.dataset.group = group;
    unsorted = true;
  }
  row.classList.toggle("is-late", reading.stretch === "late");
  row.classList.toggle("is-quiet", group === "morning");
  const crossed = { "target limit": "crossed_target", "limit late": "crossed_limit", "target late": "crossed_limit" }[`${before} ${reading.stretch}`];
  const said = "call" in row.dataset ? { crossed_target: "crossed_call", crossed_limit: "crossed_call_limit" }[crossed] : crossed;
  if (aloud && said) alerts.textContent = words[said].replace("{number}", row.querySelector(".q-n").textContent);
}

/** Once a second: dials, clocks, and the order of rows where nobody looks at them. */
export function tickAll() {
  for (const row of all()) tick(row);
  tickZones(document);
  const panel = document.querySelector("#panel [data-dial]");
  if (panel) draw(panel, now(), words);
  if (unsorted && !isBusy() && !restTimer) settle();
}

/** Stand on a row. */
export function select(row, { scroll = true } = {}) {
  if (!row || row === current()) return;
  current()?.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  if (scroll) row.scrollIntoView({ block: "nearest" });
  onSelect(row, "chosen");
}

/** Go up or down from the row on which one stands. */
export function step(by) {
  const rows = all();
  const at = rows.indexOf(current());
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  if (!next) return;
  select(next);
  next.focus({ preventScroll: true });
}

/** Mark a row as one's own before the server has said so. */
export function mark(row, { mine, provisional = false }) {
  row.dataset.owner = mine ? person : "";
  row.classList.toggle("is-provisional", provisional);
  claim(row);
  count();
}

/** Take what the server shows now, whole. */
export async function reload() {
  const answer = await fetch(desk.dataset.rows, { headers: { Accept: "text/html", "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return answer?.status ?? 0;
  const chosen = current()?.dataset.order;
  const html = await answer.text();
  const swap = () => {
    root.innerHTML = html;
    keepMarks(all());
    coming.clear();
    gone.clear();
    const row = chosen && rowOf(chosen);
    if (row) row.setAttribute("aria-current", "true");
    count();
    tickAll();
    sayComing();
  };
  if (isBusy()) waitForRest(swap);
  else swap();
  return 200;
}

let swapLater = null;

function waitForRest(swap) {
  swapLater = swap;
}

function rest() {
  clearTimeout(restTimer);
  restTimer = setTimeout(() => {
    restTimer = 0;
    if (isBusy()) return;
    const swap = swapLater;
    swapLater = null;
    if (swap) swap();
    else settle();
  }, REST_MS);
}

/** Begin: `chosen(row, why)` hears of the row on which one stands. */
export function begin(chosen) {
  onSelect = chosen;
  root.addEventListener("pointerenter", (event) => { pointerIn = event.pointerType === "mouse"; });
  root.addEventListener("pointerleave", () => { pointerIn = false; rest(); });
  root.addEventListener("focusout", rest);
  root.addEventListener("click", (event) => {
    const row = event.target.closest(".q-row");
    if (row && !event.target.closest("a, button")) select(row);
  });
  pill.querySelector("button").addEventListener("click", () => {
    settle();
    (root.querySelector(".q-row.is-fresh") ?? firstFree())?.scrollIntoView({ block: "center" });
  });
  count();
  tickAll();
}
