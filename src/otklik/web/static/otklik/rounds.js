// The round on the desk: opening the page counts as looking at it, a tap marks an inbox, and the row keeps its minutes true.

import * as clock from "./clock.js";
import { say } from "./toasts.js";

const UNDO_MS = 5000;
const place = document.getElementById("round");
const held = new Map();
let timer = 0;

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

async function post(url, fields, keepalive = false) {
  const body = new URLSearchParams(fields);
  try {
    const answer = await fetch(url, { method: "POST", body, keepalive, headers: { Accept: "application/json", "X-CSRFToken": token() } });
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
}

/** Read the row anew; while a tap can still be undone it stays as it is. */
export async function refresh() {
  clearTimeout(timer);
  timer = setTimeout(refresh, Math.max(60_000 / (clock.speed() || 1), 5_000));
  if (document.hidden || held.size || place.contains(document.activeElement)) return;
  try {
    const answer = await fetch(place.dataset.round, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok && !held.size) place.innerHTML = await answer.text();
  } catch {
    // The connection is told of elsewhere; the row stands as it was.
  }
}

/** Whoever opens the desk has looked at it. */
async function opened() {
  const url = place.querySelector("[data-look]")?.dataset.look;
  if (!url || document.hidden) return;
  await post(url, { inbox: "desk", opened: "1" });
  await refresh();
}

async function send(button, keepalive = false) {
  const fields = held.get(button);
  if (!fields) return;
  clearTimeout(fields.timer);
  held.delete(button);
  const { status, body } = await post(fields.url, fields.value ? { inbox: fields.value } : {}, keepalive);
  if (status !== 200 && body.said) say({ text: body.said, tone: "failed", stay: true });
  if (document.activeElement === button) button.blur();
  await refresh();
}

function tapped(event) {
  const button = event.submitter;
  if (!button?.matches("#round [data-inbox]") || held.has(button)) return;
  event.preventDefault();
  event.stopPropagation();
  const fields = { url: button.getAttribute("formaction"), value: button.value, timer: setTimeout(() => send(button), UNDO_MS) };
  held.set(button, fields);
  button.classList.add("is-ok");
  button.setAttribute("aria-disabled", "true");
  const until = Date.now() + UNDO_MS;
  say({
    text: place.dataset.marked.replace("{what}", button.firstChild?.nextSibling?.textContent?.trim() ?? ""),
    act: {
      word: place.dataset.undo,
      until: () => (until - Date.now()) / 1000,
      run: () => {
        clearTimeout(fields.timer);
        held.delete(button);
        button.classList.remove("is-ok");
        button.removeAttribute("aria-disabled");
      },
    },
  });
}

export function begin() {
  document.addEventListener("submit", tapped, { capture: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const button of [...held.keys()]) send(button, true);
    else refresh().then(opened);
  });
  opened();
  timer = setTimeout(refresh, Math.max(60_000 / (clock.speed() || 1), 5_000));
}
