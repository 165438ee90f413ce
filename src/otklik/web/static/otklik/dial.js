// The dial in the browser: the same reading as domain/dials.py, from the same frozen instants and open spans.

import { isOpen, spansOf, workingBetween } from "./clock.js";

const NBSP = "\u00a0";
const SOON_S = 300;
const LONG_M = 180;
const LONG_LEFT_S = 6000;

function fill(form, values) {
  return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function few(words, name, n) {
  return fill(words[name], { n }).replaceAll(" ", NBSP);
}

function span(words, seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const parts = hours ? [few(words, "hours", hours)] : [];
  if (minutes || !hours) parts.push(few(words, "minutes", minutes));
  return parts.join(NBSP);
}

/** What a dial of these data attributes reads at an instant. */
export function read(data, nowS) {
  const spans = spansOf(data.open);
  const opened = Number(data.opened);
  const target = data.target ? Number(data.target) : null;
  const limit = Number(data.limit);
  const elapsed = Math.floor(workingBetween(opened, nowS, spans));
  const limitS = workingBetween(opened, limit, spans);
  const targetS = target === null ? 0 : workingBetween(opened, target, spans);
  let stretch = "limit";
  if (nowS >= limit) stretch = "late";
  else if (!isOpen(nowS, spans)) stretch = "night";
  else if (target === null) stretch = "moment";
  else if (nowS < target) stretch = "target";
  let left = Math.ceil(workingBetween(nowS, limit, spans));
  if (stretch === "target") left = targetS - elapsed;
  if (stretch === "late") left = Math.floor(workingBetween(limit, nowS, spans));
  let arc = 0;
  if (stretch === "late") arc = 60;
  else if (stretch === "moment") arc = Math.max(0, 60 - left / 60);
  else if (stretch !== "night") arc = limitS ? Math.min(60, (60 * elapsed) / limitS) : 60;
  const soon = (stretch === "target" || stretch === "moment") && left <= SOON_S;
  return { stretch, elapsed, left, arc, soon, targetM: Math.floor(targetS / 60), limitM: Math.floor(limitS / 60), over: target !== null && nowS > target };
}

/** In which group of the desk a row with this reading stands. */
export function groupOf({ stretch, left, over }) {
  if (stretch === "late" || over) return "urgent";
  if (stretch === "night") return "morning";
  return stretch !== "limit" && left > SOON_S ? "in_time" : "urgent";
}

function tone({ stretch, soon }) {
  if (stretch === "late" || stretch === "night") return stretch;
  if (stretch === "limit" || soon) return "warn";
  return stretch === "moment" ? "info" : "ok";
}

function number({ stretch, left }, words) {
  if (stretch === "night") return "";
  const sign = stretch === "late" ? "+" : "";
  const seconds = sign ? left : left + 59;
  if (seconds < LONG_LEFT_S) return sign + Math.floor(seconds / 60);
  return sign + few(words, "hours", Math.floor(seconds / 3600)).replace(NBSP, "");
}

function said(reading, data, words) {
  const { stretch, left, elapsed } = reading;
  if (stretch === "night" || (stretch === "moment" && "later" in data)) return [data.still, stretch === "night" ? data.stillMore : data.more];
  if (stretch === "late") return [fill(words.over, { span: span(words, left) }), data.more || fill(words.waits, { span: span(words, elapsed) })];
  const short = left < 60 ? few(words, "seconds", left) : span(words, left < LONG_LEFT_S ? left + 59 : left - (left % 3600));
  const [name, m] = stretch === "target" ? ["to_target", reading.targetM] : ["to_limit", reading.limitM];
  const more = data.more && (stretch === "moment" || reading.limitM > LONG_M) ? data.more : fill(words[name], { m });
  return [fill(words.left, { span: short }), more];
}

function write(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

/** Draw a dial anew; returns its reading. */
export function draw(dial, nowS, words) {
  const data = dial.dataset;
  const reading = read(data, nowS);
  const [lead, more] = said(reading, data, words);
  write(dial.querySelector(".clk b"), lead);
  write(dial.querySelector(".clk > span"), more);
  const ring = dial.querySelector(".ring");
  const name = tone(reading);
  if (!ring.classList.contains(`is-${name}`)) {
    for (const one of [ring, dial.querySelector(".clk")]) {
      one.classList.remove("is-ok", "is-warn", "is-late", "is-info", "is-night");
      one.classList.add(`is-${name}`);
    }
  }
  const dash = `${Number(reading.arc.toFixed(1))} 60`;
  const arc = ring.querySelector(".a");
  if (arc.getAttribute("stroke-dasharray") !== dash) arc.setAttribute("stroke-dasharray", dash);
  inside(ring, "later" in data && reading.stretch === "moment" ? "cal" : reading.stretch === "night" ? "moon" : "", number(reading, words));
  return reading;
}

function inside(ring, icon, text) {
  const use = ring.querySelector("use");
  if (!icon) {
    use?.closest("svg.i").remove();
    const found = ring.querySelector("text") ?? ring.appendChild(made("text", { x: 24, y: 28.6 }));
    write(found, text);
    return;
  }
  const href = `${ring.dataset.sprite}#i-${icon}`;
  if (use?.getAttribute("href") === href) return;
  ring.querySelector("text")?.remove();
  use?.closest("svg.i").remove();
  const box = ring.appendChild(made("svg", { x: 14, y: 14, width: 20, height: 20, class: "i" }));
  box.appendChild(made("use", { href }));
}

function made(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
