// Acts that wait for a connection: kept in this browser, sent once, in the order in which they were done.
// Each carries its own key and instant, so that the server records nothing twice and at the time when it happened.

import { now } from "./clock.js";

const KEY = `otklik-queue-${document.body.dataset.person}`;
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

/** A key for one tap. */
export function newKey() {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
}

/** What waits, oldest first. */
export function waiting() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

function keep(list) {
  if (list.length) localStorage.setItem(KEY, JSON.stringify(list));
  else localStorage.removeItem(KEY);
}

/** Keep an act until it can be sent: {url, fields, order, number, act}. */
export function add(item) {
  if (!waiting().some((one) => one.fields.request === item.fields.request)) keep([...waiting(), item]);
}

/** Send one act now. Gives {status, body}; status 0 = no connection. */
export async function post(url, fields) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": token() },
    body: new URLSearchParams(fields),
    credentials: "same-origin",
    signal: AbortSignal.timeout(15_000),
  }).catch(() => null);
  if (!answer) return { status: 0, body: {} };
  const body = await answer.json().catch(() => ({}));
  return { status: answer.status, body };
}

/** The fields of a tap, with its key and instant. */
export function stamped(fields) {
  return { ...fields, request: newKey(), occurred_at: now().toFixed(3) };
}

/**
 * Send what waits; `told(item, status, body)` hears of each that was decided. One browser tab at a time.
 * Gives "sent", "offline", "out" or "nothing".
 */
export async function flush(told) {
  if (!waiting().length) return "nothing";
  const run = async () => {
    for (let next = waiting()[0]; next; next = waiting()[0]) {
      const { status, body } = await post(next.url, next.fields);
      if (status === 401 || status === 403) return "out";
      if (status === 0 || status >= 500) return "offline";
      keep(waiting().filter((one) => one.fields.request !== next.fields.request));
      told(next, status, body);
    }
    return "sent";
  };
  return navigator.locks ? navigator.locks.request(KEY, run) : run();
}
