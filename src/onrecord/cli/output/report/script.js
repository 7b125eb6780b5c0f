"use strict";
(() => {
  const form = document.getElementById("filters");
  const text = document.getElementById("text");
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const findings = [...document.querySelectorAll("article.finding")];
  const documents = [...document.querySelectorAll("main > section.document")].filter((one) => one.querySelector("article"));
  const folds = [...document.querySelectorAll("details.lookalikes")];
  if (!findings.length) return;

  const words = findings.map((one) => one.textContent.normalize("NFKC").toLowerCase());
  const facets = ["stance", "trait", "basis", "language", "strength"];

  const chosen = () => {
    const picked = {};
    for (const box of form.querySelectorAll("input[type=checkbox]:checked")) {
      (picked[box.name] ??= new Set()).add(box.value);
    }
    return picked;
  };

  const apply = () => {
    const picked = chosen();
    const wanted = text.value.normalize("NFKC").toLowerCase().trim().split(/\s+/).filter(Boolean);
    const active = wanted.length > 0 || Object.keys(picked).length > 0;
    let count = 0;
    findings.forEach((one, index) => {
      const passes = facets.every((facet) => !picked[facet]
        || one.dataset[facet].split(" ").some((value) => picked[facet].has(value)))
        && wanted.every((word) => words[index].includes(word));
      one.hidden = !passes;
      count += passes;
    });
    for (const fold of folds) {
      const some = fold.querySelector("article:not([hidden])") !== null;
      fold.hidden = !some;
      if (active) fold.open = some;
    }
    for (const one of documents) one.hidden = one.querySelector("article:not([hidden])") === null;
    none.hidden = count > 0;
    shown.textContent = active ? `${count} of ${findings.length} findings` : `${findings.length} findings`;
  };

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target) target.scrollIntoView();
  };

  let timer = 0;
  text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply, 0));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("main details:not([open])")) { fold.open = true; opened.push(fold); }
  });
  addEventListener("afterprint", () => { for (const fold of opened.splice(0)) fold.open = false; });

  if (matchMedia("(max-width: 61.99rem)").matches) document.getElementById("panel").open = false;
  form.hidden = false;
  document.body.classList.add("filtering");
  apply();
  reveal();
})();
