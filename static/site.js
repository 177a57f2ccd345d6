// The little that pages do beyond links and forms.

// A refused form takes the focus, so that a screen reader says what is wrong.
document.querySelector("[data-focus]")?.focus();

// "Choose all on this page" follows and leads the boxes of its table.
for (const all of document.querySelectorAll("input[data-all]")) {
  const boxes = [...document.querySelectorAll(`input[name="${all.dataset.all}"]`)];
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  boxes.forEach((box) => box.addEventListener("change", () => {
    all.checked = boxes.every((one) => one.checked);
  }));
}

// How many rows are chosen, said where the page asks for it.
for (const said of document.querySelectorAll("[data-chosen]")) {
  const boxes = document.querySelectorAll(`input[name="${said.dataset.chosen}"]`);
  const count = () => {
    const chosen = [...boxes].filter((box) => box.checked).length;
    said.textContent = chosen ? said.dataset.words.replace("0", chosen) : said.dataset.none;
  };
  said.closest("form").addEventListener("change", count);
  count();
}

// What is wider than its frame, a table or the phases, can be pushed sideways by keyboard.
const frames = new ResizeObserver((changed) => changed.forEach(({ target: frame }) => {
  const wide = frame.scrollWidth > frame.clientWidth;
  const caption = frame.querySelector("caption")?.textContent;
  const named = [["role", caption && "region"], ["aria-label", caption]];
  for (const [name, value] of [["tabindex", "0"], ...(frame.matches(".sheet") ? named : [])]) {
    if (wide && value) frame.setAttribute(name, value);
    else frame.removeAttribute(name);
  }
}));
document.querySelectorAll(".sheet, .phases").forEach((frame) => frames.observe(frame));

// On a narrow screen the phases and tabs scroll: the current one begins in sight.
for (const here of document.querySelectorAll(".phases .now, .tabs [aria-current]")) {
  const bar = here.parentElement;
  bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
}
