// The form that sends a file of orders: how much of it is sent, and a file that is too large is not sent at all.
// Without this the browser sends the form by itself.
const form = document.getElementById("upload");
const file = form.elements.file;
const said = document.getElementById("sending");
const sent = document.getElementById("sent");
const wrong = document.getElementById("e-file");

function refuse(text) {
  wrong.hidden = !text;
  wrong.querySelector("span").textContent = text;
  file.setAttribute("aria-invalid", text ? "true" : "false");
}

function tooLarge() {
  const large = file.files.length > 0 && file.files[0].size > Number(form.dataset.limit);
  refuse(large ? form.dataset.tooLarge : "");
  return large;
}

file.addEventListener("change", tooLarge);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (tooLarge()) { file.focus(); return; }
  const button = form.querySelector("button");
  button.disabled = true;
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (told) => {
    if (!told.lengthComputable) return;
    const percent = Math.floor((100 * told.loaded) / told.total);
    sent.hidden = false;
    sent.value = percent;
    said.textContent = form.dataset.sending.replace("{percent}", percent);
  });
  request.addEventListener("load", () => {
    if (request.status === 200 && request.responseURL !== location.href) { location.assign(request.responseURL); return; }
    // The page with what was wrong in it, as the browser would have shown it.
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const again = page.querySelector("main");
    if (!again) { location.reload(); return; }
    document.querySelector("main").replaceWith(again);
    again.querySelector("[aria-invalid='true']")?.focus();
  });
  request.addEventListener("error", () => { button.disabled = false; sent.hidden = true; said.textContent = ""; form.submit(); });
  request.open("POST", form.action);
  request.send(new FormData(form));
});
