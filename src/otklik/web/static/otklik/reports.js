// The form that makes a report: while it is computed the page says so, and a second press makes no second report.

const form = document.querySelector("form[data-busy]");

function show(isBusy) {
  form.setAttribute("aria-busy", String(isBusy));
  form.querySelector("button").disabled = isBusy;
  form.querySelector("[role=status]").textContent = isBusy ? form.dataset.busy : "";
}

if (form) {
  form.addEventListener("submit", () => show(true));
  // Coming back to the page: the browser may have kept it as it was left.
  window.addEventListener("pageshow", () => show(false));
}
