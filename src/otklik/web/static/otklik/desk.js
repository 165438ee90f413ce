// The desk: what one does by mouse, key and thumb, at once on the screen and then on the server.

import * as clock from "./clock.js";
import * as connection from "./connection.js";
import * as keys from "./keys.js";
import * as panel from "./panel.js";
import * as queue from "./queue.js";
import * as rounds from "./rounds.js";
import * as rows from "./rows.js";
import { clockIn, watchCalls } from "./calls.js";
import { watch } from "./attention.js";
import { subscribe } from "./live.js";
import { tickShift } from "./shift.js";
import { clear, say } from "./toasts.js";

const desk = document.getElementById("desk");
const words = JSON.parse(desk.dataset.words);
const dialog = document.getElementById("keys");
const fill = (form, values) => form.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
let undo = null;
let taking = ""; // the order of a take that the server has not answered yet
let later = null; // a key that waits for the panel of its order: {order, run}

const rowOf = (order) => document.getElementById(`order-${order}`);
const numberOf = (order) => rowOf(order)?.querySelector(".q-n").textContent ?? document.querySelector(`[data-panel="${order}"] .q-n`)?.textContent ?? "";

// acts ----------------------------------------------------------------------------------------------------------

async function act(kind, order, url, fields) {
  const item = { kind, order, url, fields: queue.stamped(fields), number: numberOf(order) };
  if (kind === "take") {
    rows.mark(rowOf(order) ?? document.createElement("li"), { mine: true });
    taking = order;
  }
  if (queue.waiting().length) return keep(item);
  const { status, body } = await queue.post(url, item.fields);
  taken(item);
  if (status === 0) return keep(item);
  if (status === 401 || status === 403) {
    // Logged out, or logged in anew in another window: either way a new page sends what waits.
    keep(item);
    return connection.out();
  }
  if (status >= 500 || (status !== 200 && !body.said)) return failed(item);
  decided(item, status, body);
}

function taken({ kind, order }) {
  if (kind === "take" && taking === order) taking = "";
}

function keep(item) {
  taken(item);
  queue.add(item);
  const row = rowOf(item.order);
  if (row) rows.mark(row, { mine: true, provisional: true });
  say({ text: item.kind === "take" ? fill(words.took_offline, item) : words.kept });
  connection.offline();
  if (item.kind === "take") show(item.order);
}

function failed(item) {
  drop(item.order);
  const row = rowOf(item.order);
  if (row && item.kind === "take") rows.mark(row, { mine: false });
  const code = item.fields.request.slice(0, 6).toUpperCase();
  say({ text: words.failed, more: fill(words.support, { code }), tone: "failed", stay: true, close: words.close, act: { word: words.retry, run: () => act(item.kind, item.order, item.url, item.fields) } });
}

function decided(item, status, body) {
  if ("row" in body) rows.put(item.order, body.row, body.gone);
  if (status === 200) return done(item, body);
  drop(item.order);
  const next = body.next;
  const more = next ? fill(words.next_free, next) : "";
  const button = next ? { word: fill(words.take_next, next), run: () => take(next.id, next.take) } : null;
  say({ text: body.said, more, act: button, stay: true, close: words.close, tone: next || body.winner ? "" : "failed" });
  if (item.kind === "take" && panel.shown() === item.order) show(item.order);
}

function done(item, body) {
  if (body.undo) {
    undo = { ...body.undo, order: item.order };
    const until = () => (clock.speed() ? (undo?.until - clock.now()) / clock.speed() : undo ? 10 : 0);
    say({ text: body.said, act: { word: words.undo, run: takeBack, until } });
  } else say({ text: body.said });
  if (body.gone) return left(item.order);
  if (item.kind === "take") rows.select(rowOf(item.order));
  show(item.order, { open: item.kind === "take" });
}

function take(order, url) {
  const row = rowOf(order);
  act("take", order, url ?? row.querySelector("[data-act=take]").getAttribute("formaction"), {});
}

function takeBack() {
  if (later) return drop(later.order);
  if (!undo) return false;
  const { order, url, outcome } = undo;
  undo = null;
  clear();
  act("undo", order, url, { outcome });
  return true;
}

function submit(event) {
  const button = event.submitter;
  const kind = button?.dataset.act;
  if (!kind) return;
  event.preventDefault();
  const url = button.getAttribute("formaction") ?? event.target.action;
  if (kind === "take") return take(button.closest(".q-row").dataset.order, url);
  const fields = Object.fromEntries(new FormData(event.target, button));
  delete fields.csrfmiddlewaretoken;
  delete fields.next;
  const order = panel.shown();
  panel.close();
  document.activeElement?.blur();
  act(kind, order, new URL(url, location.href).pathname, fields);
}

// the panel's keys ----------------------------------------------------------------------------------------------

async function show(order, options) {
  await panel.show(order, options);
  if (later?.order !== order || taking === order || panel.coming() === order) return;
  const { run } = later;
  later = null;
  if (panel.shown() === order) run();
}

function left(order) {
  drop(order);
  if (panel.shown() === order) panel.clear();
}

function drop(order) {
  if (later?.order === order) later = null;
}

/** A key that waits while the panel of the order in work is on its way; the newest alone, and for this order alone. */
const atPanel = (run) => (...given) => {
  const order = taking || later?.order || panel.coming();
  if (!order) return run(...given);
  later = { order, run: () => run(...given) };
  return true;
};

function outcome(number) {
  if (number === 6) return panel.refuse();
  const buttons = document.querySelectorAll("#panel [data-act=outcome]");
  const row = rows.current();
  if (!buttons.length || (row && row.dataset.order !== panel.shown())) {
    if (!row) say({ text: words.no_current });
    return false;
  }
  if (number > buttons.length) return false;
  buttons[number - 1].click();
  return true;
}

// keys ----------------------------------------------------------------------------------------------------------

const here = () => rows.current() ?? rowOf(panel.shown());

keys.listen({
  KeyJ: () => rows.step(1),
  ArrowDown: () => rows.step(1),
  KeyK: () => rows.step(-1),
  ArrowUp: () => rows.step(-1),
  Enter: () => (here() ? location.assign(here().dataset.href) : false),
  KeyT: () => {
    const row = rows.current()?.matches(".is-free") ? rows.current() : rows.firstFree();
    if (row) take(row.dataset.order);
    else say({ text: words.nothing_free });
  },
  KeyC: () => {
    const link = here()?.querySelector("a[href^='tel:']") ?? document.querySelector("#panel [data-call]");
    if (!link) return false;
    link.click();
  },
  Digit: atPanel(outcome),
  KeyR: atPanel(panel.refuse),
  KeyA: atPanel(panel.hand),
  KeyZ: () => takeBack(),
  KeyP: () => {
    const button = document.querySelector("[data-shift=join]");
    if (!button) return false;
    button.click();
  },
  KeyN: () => {
    const link = document.querySelector("[data-call-new]");
    if (!link) return false;
    location.assign(link.href);
  },
  Go: (code) => {
    if (code === "KeyB") return location.assign("/playbooks");
    const section = { KeyQ: "desk", KeyO: "orders", KeyS: "setup", KeyM: "messages" }[code];
    const link = section && document.querySelector(`.nav a[data-section="${section}"]`);
    if (!link) return false;
    location.assign(link.href);
  },
  Search: () => {
    const field = document.querySelector(".search input");
    if (!field) return false;
    field.focus();
    field.select();
  },
  Help: () => dialog.showModal(),
  Escape: () => panel.close() || (dialog.open ? false : clear()),
});

function watchKeysDialog() {
  const box = dialog.querySelector("input");
  box.checked = keys.areOff();
  box.addEventListener("change", () => {
    keys.switchOff(box.checked);
    say({ text: box.checked ? words.keys_off : words.keys_on });
  });
  document.addEventListener("click", (event) => event.target.closest("[data-keys]") && dialog.showModal());
}

// begin ---------------------------------------------------------------------------------------------------------

document.addEventListener("submit", submit);
rounds.begin();
rows.begin((row, why) => {
  const { order } = row.dataset;
  if (why === "gone") return left(order);
  if (later?.order !== order) later = null;
  if (!panel.isBusy()) show(order);
});
panel.begin();
watch(() => document.querySelector("#panel [data-attention]")?.dataset.attention ?? "");
watchKeysDialog();
watchCalls(words, document.getElementById("early"));
if (rowOf(panel.shown())) rows.select(rowOf(panel.shown()), { scroll: false });
setInterval(rows.tickAll, 1000);
setInterval(tickShift, 1000);
tickShift();

connection.begin(words, {
  at: (instant) => clockIn(document.querySelector(".page-h [data-zone-clock]").dataset.zoneClock, instant),
  told: decided,
  fresh: rows.reload,
});
subscribe({
  row: ({ order, html, gone }) => {
    rows.put(order, html, gone);
    if (gone) left(order);
    else if (order === panel.shown() && !panel.isBusy()) show(order);
  },
  reset: rows.reload,
  clock: rows.tickAll,
  shift: () => {
    rows.reload();
    rounds.refresh();
  },
  state: connection.heard,
});
