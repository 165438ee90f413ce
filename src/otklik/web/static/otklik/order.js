// One order's page: its main part is read anew when the order changes, and what was typed stays.
const main = document.getElementById("order");
const order = main?.dataset.order;
let waiting = 0;

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

// What a part says, without the tokens of its forms, which are new each time.
function bare(part) {
  return part.innerHTML.replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "");
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

if (main) {
  const stream = new EventSource("/live");
  stream.addEventListener("row", (event) => {
    if (JSON.parse(event.data).order === order) soon();
  });
  stream.addEventListener("reset", soon);
  stream.addEventListener("clock", soon);
  addEventListener("pagehide", () => stream.close());
  // A minute passes: words such as "18 minutes left" are written anew by the server.
  setInterval(() => { if (!document.hidden) soon(); }, 60_000);
}

// Keys as on the desk, by the place of the key, so that any keyboard works; never in a field.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (event.code === "Escape" && location.hash === "#refuse") {
    location.hash = "#main";
    return;
  }
  const key = { KeyT: "take", KeyC: "call" }[event.code] ?? event.code.match(/^(?:Digit|Numpad)([1-5])$/)?.[1];
  const target = key && document.querySelector(`#order [data-key="${key}"]`);
  if (target) {
    event.preventDefault();
    target.click();
  } else if (event.code === "KeyR" || /^(Digit|Numpad)6$/.test(event.code)) {
    if (document.getElementById("refuse")) location.hash = "#refuse";
  }
});

// The dialog keeps the focus while it is open.
addEventListener("hashchange", () => {
  const dialog = document.getElementById("refuse");
  if (location.hash === "#refuse") dialog?.querySelector("select")?.focus();
});
