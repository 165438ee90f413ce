// One order's page: its main part is read anew when the order changes, and what was typed stays.

import * as clock from "./clock.js";
import * as keys from "./keys.js";
import { watch } from "./attention.js";
import { draw } from "./dial.js";
import { lead } from "./refusal.js";
import { subscribe } from "./live.js";

const main = document.getElementById("order");
watch(() => main.dataset.attention ?? "");
const { order } = main.dataset;
const words = JSON.parse(main.dataset.words);
let waiting = 0;
let minute = 0;

// What somebody has typed or opened, to be put back after the part was replaced.
function kept() {
  const fields = [...main.querySelectorAll("input:not([type=hidden]), textarea, select")].map((field) => ({
    where: [field.form?.getAttribute("action"), field.name],
    value: field.type === "checkbox" ? field.checked : field.value,
  }));
  const open = [...main.querySelectorAll("details[open]")].map((one) => one.className);
  const focus = document.activeElement?.form && document.activeElement.tagName !== "BUTTON" && main.contains(document.activeElement) ? [
    document.activeElement.form.getAttribute("action"), document.activeElement.name,
    document.activeElement.selectionStart, document.activeElement.selectionEnd,
  ] : null;
  return { fields, open, focus };
}

function find(action, name) {
  return [...main.querySelectorAll("input:not([type=hidden]), textarea, select")].find(
    (field) => field.form?.getAttribute("action") === action && field.name === name);
}

function putBack({ fields, open, focus }) {
  for (const { where, value } of fields) {
    const field = find(...where);
    if (!field) continue;
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
    if (value && field.hasAttribute("hx-post")) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const one of main.querySelectorAll("details")) one.open = open.includes(one.className);
  const field = focus && find(focus[0], focus[1]);
  if (field) {
    field.focus({ preventScroll: true });
    if (field.setSelectionRange && focus[2] !== null && field.type !== "checkbox") {
      try { field.setSelectionRange(focus[2], focus[3]); } catch { /* a select has none */ }
    }
  }
}

// What a part says, without the tokens of its forms, which are new each time, and without answers to what is being typed.
function bare(part) {
  return part.innerHTML.replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "")
    .replace(/(<div [^>]*data-heard[^>]*>)[^]*?<\/div>/g, "$1</div>");
}

const ACTIVE = "a[href], button, summary, input:not([type=hidden]), textarea, select";

async function refresh() {
  const answer = await fetch(location.pathname + location.search, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("order");
  if (!fresh || bare(fresh) === bare(main)) return;
  const before = kept();
  const place = [...main.querySelectorAll(ACTIVE)].indexOf(document.activeElement);
  const tag = document.activeElement?.tagName;
  main.replaceChildren(...fresh.childNodes);
  window.htmx?.process(main);
  putBack(before);
  const same = place >= 0 && !before.focus ? main.querySelectorAll(ACTIVE)[place] : null;
  if (same?.tagName === tag) same.focus({ preventScroll: true });
  main.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
}

// Several facts of one act come together: one reading is enough for them.
function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => refresh().catch(() => {}), 250);
}

subscribe({
  row: (changed) => changed.order === order && soon(),
  reset: soon,
  clock: soon,
  state: (name) => name === "back" && soon(),
});

// Dials tick by themselves; words such as "18 minutes left" elsewhere are written anew by the server, minute by minute.
function tick() {
  const now = clock.now();
  for (const dial of main.querySelectorAll("[data-dial]")) draw(dial, now, words);
  const passed = Math.floor(now / 60);
  if (minute && passed !== minute && !document.hidden) soon();
  minute = passed;
}
tick();
setInterval(tick, 1000);

const press = (key) => {
  const target = main.querySelector(`[data-key="${key}"]`);
  target?.click();
  return Boolean(target);
};

function refuse() {
  if (!document.getElementById("refuse")) return false;
  location.hash = "#refuse";
}

keys.listen({
  KeyT: () => press("take"),
  KeyC: () => press("call"),
  KeyR: refuse,
  Digit: (number) => (number === 6 ? refuse() : press(String(number))),
  Go: (code) => {
    const goes = { KeyQ: "/desk", KeyB: "/playbooks" }[code];
    if (!goes) return false;
    location.assign(goes);
  },
  Escape: () => {
    if (location.hash !== "#refuse") return false;
    location.hash = "#main";
  },
});

// Its buttons lead to the page where there is no script; here the page is behind it.
document.addEventListener("click", (event) => {
  if (!event.target.closest("#refuse [data-close]")) return;
  event.preventDefault();
  location.hash = "#main";
});

// The dialog takes the focus, and gives it back to what opened it.
addEventListener("hashchange", (event) => {
  if (location.hash === "#refuse") lead();
  else if (event.oldURL.endsWith("#refuse")) main.querySelector("a[href='#refuse']")?.focus();
});
