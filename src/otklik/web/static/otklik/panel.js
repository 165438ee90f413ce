// The panel of the order in work: loaded beside the list, a sheet at the foot of a phone, and its dialog of refusal.

import { draw } from "./dial.js";
import { now } from "./clock.js";
import { lead } from "./refusal.js";

const SKELETON_MS = 300;
const place = document.getElementById("panel");
const { panel: address, words: text } = document.getElementById("desk").dataset;
const words = JSON.parse(text);
let newest = 0; // of what was asked for: an older answer that comes later shows nothing
let onItsWay = "";
let toUnfold = "";
let back = null;

// The dialog stands at the end of the page: inside the sticky panel it would lie beneath the head.
const modal = () => document.getElementById("refuse");

/** The order that the panel shows; empty = none. */
export const shown = () => place.querySelector("[data-panel]")?.dataset.panel ?? "";

/** The order whose panel was asked for and is not there yet; empty = none. */
export const coming = () => (onItsWay === shown() ? "" : onItsWay);

/** Whether somebody is writing or choosing in the panel: it is not taken away from him. */
export const isBusy = () => modal()?.classList.contains("open") || (place.contains(document.activeElement) && document.activeElement.matches("select, textarea, input"));

/** Show an order; gives whether it is there. */
export async function show(order, { open = false } = {}) {
  const ticket = ++newest;
  onItsWay = order;
  if (open) toUnfold = order;
  const skeleton = setTimeout(() => ticket === newest && place.querySelector("[data-panel], [data-pick]")?.classList.add("is-loading"), SKELETON_MS);
  const answer = await fetch(address + encodeURIComponent(order), { headers: { Accept: "text/html", "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  clearTimeout(skeleton);
  const html = answer?.ok ? await answer.text().catch(() => "") : "";
  if (ticket !== newest) return false;
  onItsWay = "";
  place.querySelector(".is-loading")?.classList.remove("is-loading");
  if (!html || (isBusy() && shown() === order)) return false;
  put(order, html);
  return true;
}

function put(order, html) {
  const same = shown() === order;
  const handing = same && place.querySelector("[data-hand]")?.open;
  const unfolded = (same && place.querySelector(".work.is-open") !== null) || toUnfold === order;
  const scripts = place.querySelector("[data-script]");
  const wasOpen = scripts ? scripts.open : !isPhone();
  remove("[data-panel], [data-pick]");
  place.insertAdjacentHTML("afterbegin", html);
  ready(wasOpen);
  if (handing) place.querySelector("[data-hand]").open = true;
  if (unfolded) unfold(true);
  toUnfold = "";
}

/** Take the order away that has left the desk. */
export function clear() {
  newest += 1;
  onItsWay = "";
  remove("[data-panel]");
}

function remove(selector) {
  modal()?.remove();
  for (const one of place.querySelectorAll(selector)) one.remove();
}

function isPhone() {
  return matchMedia("(max-width: 640px)").matches;
}

function unfold(open) {
  const work = place.querySelector(".work");
  work?.classList.toggle("is-open", open);
  work?.querySelector("[data-fold]")?.setAttribute("aria-expanded", String(open));
}

function ready(scriptOpen) {
  if (modal()) document.body.append(modal());
  const dial = place.querySelector("[data-dial]");
  if (dial) draw(dial, now(), words);
  const script = place.querySelector("[data-script]");
  if (script) script.open = scriptOpen;
}

/** Open the dialog of refusal. */
export function refuse() {
  if (!modal()) return false;
  back = document.activeElement;
  modal().classList.add("open");
  setInert(true);
  lead();
  return true;
}

/** Close what is open in front; whether anything was. */
export function close() {
  if (modal()?.classList.contains("open")) {
    modal().classList.remove("open");
    setInert(false);
    back?.focus();
    return true;
  }
  if (isPhone() && place.querySelector(".work.is-open")) {
    unfold(false);
    return true;
  }
  return false;
}

function setInert(inert) {
  for (const one of document.querySelectorAll("body > :not(#refuse, #said)")) one.inert = inert;
}

/** Open the hand-over. */
export function hand() {
  const box = place.querySelector("[data-hand]");
  if (!box) return false;
  unfold(true);
  box.open = true;
  box.scrollIntoView({ block: "nearest" });
  (box.querySelector("select") ?? box.querySelector("summary")).focus();
  return true;
}

/** Begin. */
export function begin() {
  ready(!isPhone());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#refuse [data-close]") && event.target !== modal()) return;
    event.preventDefault();
    close();
  });
  place.addEventListener("click", (event) => {
    if (event.target.closest("[data-refuse]")) {
      event.preventDefault();
      refuse();
    } else if (event.target.closest("[data-fold], .work-h") && isPhone() && !event.target.closest("a")) {
      unfold(!place.querySelector(".work").classList.contains("is-open"));
    }
  });
}
