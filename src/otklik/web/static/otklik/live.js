// What changes on the desk, as it changes: one stream of server-sent events a page, that comes back by itself.
//
//   subscribe({ row, reset, clock, shift, store, state })
//
// row({order, html, gone}), shift({store}) and store({store}) tell of one thing; after reset() everything is to be
// read anew; state(name, since): "live", "lost" (since an instant of the desk's clock; said after five seconds),
// "back" (after "lost"), "out" (he may not listen any more: there will be nothing more).

import * as clock from "./clock.js";

const NAMES = ["row", "shift", "store", "clock", "ping", "reset", "bye"];
const LOST_AFTER_MS = 5_000;
const SILENT_MS = 40_000; // the server says something every fifteen seconds
const AGAIN_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000];
const RESET_WITHIN_MS = 1_000; // not all desks at the same moment
const AT_ONCE = 4; // a browser opens six connections to a server, and pages need some

const { dataset } = document.body;
const channel = new BroadcastChannel("otklik-live");
const handlers = [];
let source = null;
let position = Number(dataset.position || 0);
let tries = 0;
let newer = 0;
let state = "";
let heardAt = 0;
const timers = {};

/** Hear of what changes; whoever comes later than others is told the present state at once. */
export function subscribe(given) {
  handlers.push(given);
  if (handlers.length === 1) connect();
  else if (state) given.state?.(state, heardAt);
}

function tell(name, ...what) {
  for (const one of handlers) one[name]?.(...what);
}

function after(name, ms, act) {
  stop(name);
  timers[name] = setTimeout(act, ms);
}

function stop(...names) {
  for (const name of names) {
    clearTimeout(timers[name]);
    delete timers[name];
  }
}

function sayIfLost() {
  if (state !== "lost") timers.lost ??= setTimeout(() => become("lost"), LOST_AFTER_MS);
}

function become(name) {
  if (state === name || state === "out") return;
  state = name;
  tell("state", name, heardAt);
}

function connect() {
  source?.close();
  if (state === "out") return;
  const address = new URL(dataset.live || "/live", location.href);
  if (position) address.searchParams.set("after", position);
  address.searchParams.set("lang", document.documentElement.lang);
  source = new EventSource(address);
  source.onopen = hear;
  source.onerror = fail;
  for (const name of NAMES) source.addEventListener(name, take);
  sayIfLost();
  newer = 0;
  channel.postMessage("opened");
}

function hear() {
  heardAt = clock.now();
  tries = 0;
  stop("lost", "again");
  after("silent", SILENT_MS, fail);
  become(state === "lost" ? "back" : "live");
}

function fail() {
  const refused = source.readyState === EventSource.CLOSED;
  source.close();
  stop("silent");
  sayIfLost();
  const pause = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)];
  tries += 1;
  after("again", pause * (0.5 + Math.random()), refused ? ask : connect);
}

async function ask() {
  // A browser does not tell why a stream was refused.
  try {
    const answer = await fetch(dataset.live || "/live", { method: "HEAD", cache: "no-store" });
    if (answer.status === 401 || answer.status === 403) return leave();
  } catch {
    // The network is away: the next attempt finds out.
  }
  connect();
}

function leave() {
  become("out");
  source.close();
  stop(...Object.keys(timers));
}

function take(event) {
  hear();
  const data = JSON.parse(event.data);
  if (event.lastEventId) position = Number(event.lastEventId);
  if (event.type === "bye") leave();
  else if (event.type === "reset") after("reset", Math.random() * RESET_WITHIN_MS, () => tell("reset"));
  else if (event.type === "clock" || event.type === "ping") {
    clock.set(data);
    if (event.type === "clock") tell("clock", data);
  } else tell(event.type, data);
}

function connectIfClosed() {
  if (source && source.readyState !== EventSource.OPEN) connect();
}

channel.onmessage = () => {
  // So many pages were opened since: a hidden one steps back until somebody looks at it.
  newer += 1;
  if (newer >= AT_ONCE && document.hidden && source) {
    source.close();
    stop(...Object.keys(timers));
  }
};
addEventListener("online", connectIfClosed);
document.addEventListener("visibilitychange", () => document.hidden || connectIfClosed());
