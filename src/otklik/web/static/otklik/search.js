// The search field of the head: arrows go through what was found, Enter opens it, Esc closes the list.

const form = document.querySelector(".search");
const field = form?.querySelector("input");
const list = document.getElementById("found");

const hits = () => [...list.querySelectorAll(".hit")];

function mark(by) {
  const all = hits();
  if (!all.length) return;
  const at = all.findIndex((one) => one.classList.contains("is-on"));
  const next = all[(at + by + all.length + (at < 0 && by < 0 ? 1 : 0)) % all.length];
  all[at]?.classList.remove("is-on");
  all[at]?.removeAttribute("id");
  next.classList.add("is-on");
  next.id = "hit-on";
  field.setAttribute("aria-activedescendant", "hit-on");
  next.scrollIntoView({ block: "nearest" });
}

if (form && list) {
  field.addEventListener("keydown", (event) => {
    if (event.code === "ArrowDown" || event.code === "ArrowUp") {
      mark(event.code === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    } else if (event.code === "Escape") {
      if (list.childElementCount) list.replaceChildren();
      else field.blur();
      event.preventDefault();
    } else if (event.code === "Enter") {
      const on = list.querySelector(".is-on");
      if (!on) return;
      event.preventDefault();
      location.assign(on.href);
    }
  });
  field.addEventListener("input", () => field.value.trim() || list.replaceChildren());
  document.addEventListener("click", (event) => form.contains(event.target) || list.replaceChildren());
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const asked = (event.code === "KeyK" && (event.ctrlKey || event.metaKey)) || (event.code === "Slash" && !event.shiftKey && !typing && localStorage.getItem("otklik-keys-off") !== "1");
    if (!asked || event.defaultPrevented || document.querySelector("dialog[open], .modal.open")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
