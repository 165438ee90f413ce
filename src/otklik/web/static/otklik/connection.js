// Whether the desk is connected: what is said while it isn't, and what is sent when it is again.

import { now } from "./clock.js";
import { flush, waiting } from "./queue.js";
import { say } from "./toasts.js";

const AGAIN_MS = 10_000;
const place = document.getElementById("link");
let words = {};
let ways = {};
let since = 0;
let state = "";
let trying = 0;

function note(tone, icon, lead, why, link) {
  place.className = `note is-${tone}`;
  place.replaceChildren();
  const box = document.querySelector(`#link-icons [data-icon="${icon}"]`)?.firstElementChild.cloneNode(true);
  if (box) place.append(box);
  const text = place.appendChild(document.createElement("span"));
  const bold = text.appendChild(document.createElement("b"));
  bold.textContent = lead;
  text.append(` ${why}`);
  const n = waiting().length;
  if (n) {
    const tag = text.appendChild(document.createElement("span"));
    tag.className = "tag is-warn";
    tag.textContent = words.waiting.replace("{n}", n);
  }
  if (link) {
    const go = place.appendChild(document.createElement("a"));
    go.className = "btn";
    go.href = link.href;
    go.textContent = link.word;
  }
  place.hidden = false;
}

function show() {
  const at = since ? ways.at(since) : "";
  const fill = (form) => form.replaceAll("{at}", at);
  if (state === "out") note("late", "alert", words.logged_out, words.logged_out_why, { href: `/login/?next=${encodeURIComponent(location.pathname)}`, word: words.login });
  else if (state === "offline") note("warn", "nosig", fill(words.offline), fill(words.offline_why));
  else if (state === "lost") note("warn", "nosig", fill(words.lost), words.lost_why);
  else place.hidden = true;
}

function become(name, at = now()) {
  if (state === "out") return;
  if (name && !state) since = at;
  if (state !== name) state = name;
  if (!name) since = 0;
  show();
}

/** The server could not be reached. */
export function offline() {
  become("offline");
  clearTimeout(trying);
  trying = setTimeout(send, AGAIN_MS);
}

/** The session has ended. */
export function out() {
  become("out");
}

/** What the live stream says of itself. */
export function heard(name, at) {
  if (name === "out") return out();
  if (name === "lost") return become(navigator.onLine ? "lost" : "offline", at || now());
  if (name === "back") ways.fresh();
  send();
}

async function send() {
  clearTimeout(trying);
  if (state === "out") return;
  if (!navigator.onLine) return offline();
  let sent = 0;
  const came = await flush((item, status, body) => {
    sent += status === 200 ? 1 : 0;
    ways.told(item, status, body);
  });
  if (came === "out") return out();
  if (came === "offline") return offline();
  if (sent) say({ text: words.sent.replace("{n}", sent) });
  become("");
}

/** Begin: `at(instant)` gives a clock time, `told(item, status, body)` hears what was decided, `fresh()` reads anew. */
export function begin(given, hooks) {
  words = given;
  ways = hooks;
  addEventListener("offline", () => become("offline"));
  addEventListener("online", () => {
    send();
    ways.fresh();
  });
  if (!navigator.onLine) become("offline");
  else if (waiting().length) send();
}
