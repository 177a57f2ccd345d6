// What a judge's sheet does beyond a form: Enter moves on, the counts follow, nothing typed is lost.
const sheet = document.querySelector("form[data-guard]");

if (sheet) {
  const numbers = [...sheet.querySelectorAll("input.value")];
  const submit = sheet.querySelector("[data-some]");
  let changed = false;

  const given = (aspect) => [...aspect.querySelectorAll("input:not([type=hidden]):not([name^=reason])")]
    .some((box) => (box.type === "text" ? box.value.trim() : box.checked))
    || aspect.querySelector("input[type=hidden][value=excused]") !== null;

  const count = () => {
    let missing = 0;
    for (const aspect of sheet.querySelectorAll("[data-aspect]")) {
      const there = given(aspect);
      missing += there ? 0 : 1;
      const jump = sheet.querySelector(`[data-jump="${CSS.escape(aspect.dataset.aspect)}"]`);
      jump.classList.toggle("none", !there);
      jump.querySelector("use").setAttribute("href", there ? "#m-sent" : "#m-open");
    }
    document.querySelector("[data-count]").textContent = missing;
    submit.textContent = missing ? submit.dataset.some.replace("#", missing) : submit.dataset.none;
    submit.classList.toggle("btn-primary", !missing);
    submit.classList.toggle("btn-outline-secondary", missing > 0);
    const save = sheet.querySelector(".save");
    save.classList.toggle("btn-primary", missing > 0);
    save.classList.toggle("btn-outline-secondary", !missing);
  };

  sheet.addEventListener("input", () => { changed = true; count(); });
  sheet.addEventListener("submit", () => { changed = false; });
  sheet.addEventListener("keydown", (event) => {
    const here = numbers.indexOf(event.target);
    if (event.key !== "Enter" || here < 0) return;
    event.preventDefault();
    (numbers[here + 1] ?? submit).focus();
  });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
