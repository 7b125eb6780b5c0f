"use strict";
(() => {
  const form = document.getElementById("filters");
  const text = document.getElementById("text");
  const shown = document.getElementById("shown");
  const clear = document.getElementById("clear");
  const keys = document.getElementById("keys");
  const none = document.getElementById("none");
  const findings = [...document.querySelectorAll("article.finding")];
  const documents = [...document.querySelectorAll("main > section.document")].filter((one) => one.querySelector("article"));
  const folds = [...document.querySelectorAll("details.lookalikes")];
  if (!findings.length) return;

  const facets = ["stance", "trait", "basis", "strength", "language", "publisher"];
  const sizes = findings.map((one) => Number(one.dataset.n));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let words = null;

  const chosen = () => {
    const picked = {};
    for (const box of form.querySelectorAll("input[name]:checked")) {
      (picked[box.name] ??= new Set()).add(box.value);
    }
    return picked;
  };

  const apply = () => {
    const picked = chosen();
    const wanted = text.value.normalize("NFKC").toLowerCase().trim().split(/\s+/).filter(Boolean);
    const active = wanted.length > 0 || Object.keys(picked).length > 0;
    if (wanted.length) words ??= findings.map((one) => one.textContent.normalize("NFKC").toLowerCase());
    let count = 0;
    findings.forEach((one, index) => {
      const passes = facets.every((facet) => !picked[facet]
        || one.dataset[facet].split(" ").some((value) => picked[facet].has(value)))
        && wanted.every((word) => words[index].includes(word));
      one.hidden = !passes;
      if (passes) count += sizes[index];
    });
    for (const fold of folds) {
      const some = fold.querySelector("article:not([hidden])") !== null;
      fold.hidden = !some;
      if (active) fold.open = some;
    }
    for (const one of documents) one.hidden = one.querySelector("article:not([hidden])") === null;
    none.hidden = count > 0;
    clear.disabled = !active;
    shown.textContent = active ? `${count} of ${total} findings` : `${total} findings`;
  };

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target) target.scrollIntoView();
  };

  const visible = (one) => !one.hidden && one.checkVisibility();

  const step = (by) => {
    let at = findings.indexOf(document.activeElement && document.activeElement.closest("article.finding"));
    if (at < 0) {
      const below = findings.findIndex((one) => visible(one) && one.getBoundingClientRect().top > 60);
      at = below < 0 ? findings.length : below;
      if (by > 0) at -= 1;
    }
    do at += by; while (findings[at] && !visible(findings[at]));
    if (findings[at]) { findings[at].focus({preventScroll: true}); findings[at].scrollIntoView({block: "start"}); }
  };

  const act = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => text.focus(),
    w: () => {
      const why = document.activeElement && document.activeElement.closest("article.finding")?.querySelector("details.why");
      if (why) why.open = !why.open;
    },
  };
  addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || !act[event.key]) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    event.preventDefault();
    act[event.key]();
  });

  let timer = 0;
  text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  text.addEventListener("keydown", (event) => { if (event.key === "Escape") text.blur(); });
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply, 0));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  const opened = [];
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details:not([open])")) {
      if (!fold.closest("aside")) { fold.open = true; opened.push(fold); }
    }
  });
  addEventListener("afterprint", () => { for (const fold of opened.splice(0)) fold.open = false; });

  if (matchMedia("(max-width: 61.99rem)").matches) document.getElementById("panel").open = false;
  if (matchMedia("(max-width: 36rem)").matches) document.querySelector("details.contents").open = false;
  form.hidden = false;
  document.body.classList.add("filtering");
  apply();
  reveal();
})();
