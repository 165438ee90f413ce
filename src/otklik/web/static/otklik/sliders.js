// Sliders of a scenario: each move shows its value at once and, after a moment, what would follow from it.
// Without this script they are a form with a button.

const WAIT_MS = 250;
let waiting;
let asked;

async function follow(form) {
  const address = `${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of form.dataset.sliders.split(" ")) {
      const fresh = page.getElementById(id);
      if (fresh) document.getElementById(id).replaceWith(fresh);
    }
    history.replaceState(null, "", address);
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
  }
}

for (const form of document.querySelectorAll("form[data-sliders]")) {
  form.addEventListener("input", (event) => {
    const shown = form.querySelector(`output[for="${event.target.id}"]`);
    if (shown) shown.textContent = event.target.value;
    clearTimeout(waiting);
    waiting = setTimeout(() => follow(form), WAIT_MS);
  });
}
