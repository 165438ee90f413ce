// The panel of the order in work: loaded beside the list, a sheet at the foot of a phone, and its dialog of refusal.

import { draw } from "./dial.js";
import { now } from "./clock.js";

const SKELETON_MS = 300;
const place = document.getElementById("panel");
const { panel: address, words: text } = document.getElementById("desk").dataset;
const words = JSON.parse(text);
let wanted = "";
let back = null;

/** The order that the panel shows; empty = none. */
export const shown = () => place.querySelector("[data-panel]")?.dataset.panel ?? "";

/** Whether somebody is writing or choosing in the panel: it is not taken away from him. */
export const isBusy = () => place.querySelector(".modal.open") !== null || (place.contains(document.activeElement) && document.activeElement.matches("select, textarea, input"));

/** Show an order; gives whether it is there. */
export async function show(order, { open = false } = {}) {
  wanted = order;
  const skeleton = setTimeout(() => wanted === order && place.querySelector("[data-panel], [data-pick]")?.classList.add("is-loading"), SKELETON_MS);
  const answer = await fetch(address + encodeURIComponent(order), { headers: { Accept: "text/html", "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
  clearTimeout(skeleton);
  place.querySelector(".is-loading")?.classList.remove("is-loading");
  if (wanted !== order || !answer?.ok || (isBusy() && shown() === order)) return false;
  const html = await answer.text();
  const scripts = place.querySelector("[data-script]");
  const wasOpen = scripts ? scripts.open : !isPhone();
  for (const one of place.querySelectorAll("[data-panel], [data-pick], .modal")) one.remove();
  place.insertAdjacentHTML("afterbegin", html);
  ready(wasOpen);
  if (open) unfold(true);
  return true;
}

/** Take the order away that has left the desk. */
export function clear() {
  wanted = "";
  for (const one of place.querySelectorAll("[data-panel], .modal")) one.remove();
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
  const dial = place.querySelector("[data-dial]");
  if (dial) draw(dial, now(), words);
  const script = place.querySelector("[data-script]");
  if (script) script.open = scriptOpen;
}

/** Open the dialog of refusal. */
export function refuse() {
  const modal = place.querySelector("#refuse");
  if (!modal) return false;
  back = document.activeElement;
  modal.classList.add("open");
  setInert(true);
  modal.querySelector("input[name=reason]").focus();
  return true;
}

/** Close what is open in front; whether anything was. */
export function close() {
  const modal = place.querySelector(".modal.open");
  if (modal) {
    modal.classList.remove("open");
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
  for (const one of document.querySelectorAll("header.top, nav.tabs, .desk-l, .skip, #panel > :not(.modal)")) one.inert = inert;
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
  place.addEventListener("click", (event) => {
    if (event.target.closest("[data-refuse]")) {
      event.preventDefault();
      refuse();
    } else if (event.target.closest("[data-close]") || event.target.matches(".modal")) {
      event.preventDefault();
      close();
    } else if (event.target.closest("[data-fold], .work-h") && isPhone() && !event.target.closest("a")) {
      unfold(!place.querySelector(".work").classList.contains("is-open"));
    }
  });
}
