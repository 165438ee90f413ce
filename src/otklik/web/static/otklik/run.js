// The courier's page where there is no connection: a tap without a picture waits in this phone and is sent later.
// Each carries its own key and instant (queue.js), so that nothing is recorded twice and at the time when it happened.

import { add, flush, post, stamped, waiting } from "./queue.js";

const AGAIN_MS = 10_000;
const place = document.getElementById("run-wait");

function show() {
  const n = waiting().length;
  place.hidden = !n;
  place.querySelector("span").textContent = n ? place.dataset.wait.replace("{n}", n) : "";
}

async function send() {
  const end = await flush(() => show());
  show();
  if (end === "sent") location.assign("/run");
  else if (waiting().length) setTimeout(send, AGAIN_MS);
}

for (const form of document.querySelectorAll("form[data-act]")) {
  form.addEventListener("submit", async (event) => {
    const fields = Object.fromEntries(new FormData(form, event.submitter));
    if (fields.photo?.size) return; // a picture goes as a form: it is too large to wait here
    event.preventDefault();
    delete fields.photo;
    const tap = stamped(fields);
    event.submitter?.setAttribute("aria-disabled", "true");
    const { status, body } = waiting().length ? { status: 0, body: {} } : await post(form.action, tap);
    if (status === 0 || status >= 500) {
      add({ url: form.action, fields: tap });
      show();
      setTimeout(send, AGAIN_MS);
    } else if (status === 401 || status === 403) location.assign(`/login/?next=${encodeURIComponent("/run")}`);
    else location.assign(`/run?said=${encodeURIComponent(body.name ?? body.code ?? "")}`);
  });
}

for (const form of document.querySelectorAll("[data-gone]")) {
  setTimeout(() => form.remove(), Number(form.dataset.gone) * 1000);
}

addEventListener("online", send);
show();
if (waiting().length) send();
