"use strict";
// Filters of the page, where it has any: words and the state of a claim. Without this script all claims show.
const tools = document.getElementById("tools");
if (tools) {
  tools.hidden = false;
  const words = document.getElementById("words");
  const state = document.getElementById("state");
  const shown = document.getElementById("shown");
  const claims = [...document.querySelectorAll(".claim")];
  const filter = () => {
    const wanted = words.value.trim().toLowerCase();
    let count = 0;
    for (const claim of claims) {
      const fits = claim.textContent.toLowerCase().includes(wanted) && (!state.value || claim.dataset.state === state.value);
      claim.hidden = !fits;
      count += fits ? 1 : 0;
    }
    for (const part of document.querySelectorAll("section.series")) part.hidden = !part.querySelector(".claim:not([hidden])");
    shown.textContent = `${count} of ${claims.length} shown`;
  };
  words.addEventListener("input", filter);
  state.addEventListener("input", filter);
  filter();
}
