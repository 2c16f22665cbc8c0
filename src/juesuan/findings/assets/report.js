"use strict";
// The page works without this script (links jump both ways); it adds filters, search and the highlight of a pair.
(() => {
  const cards = [...document.querySelectorAll("article.f")];
  const marks = [...document.querySelectorAll("a.m")];
  const boxes = [...document.querySelectorAll("input[data-level]")];
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const byId = new Map(cards.map((card) => [card.id, card]));

  const tally = (list) => {
    const roots = list.filter((card) => !card.classList.contains("symptom")).length;
    return list.length > roots ? `${roots} 处，牵连 ${list.length - roots} 处` : `${roots} 处`;
  };

  const filter = () => {
    const levels = new Set(boxes.filter((b) => b.checked).map((b) => b.dataset.level));
    const words = search.value.trim().toLowerCase();
    let count = 0;
    const all = tally(cards);
    for (const card of cards) {
      card.hidden = !levels.has(card.dataset.level) || !card.textContent.toLowerCase().includes(words);
      count += !card.hidden;
    }
    for (const mark of marks) {
      mark.classList.toggle("off", mark.dataset.f.split(" ").every((id) => byId.get(id)?.hidden));
    }
    const some = tally(cards.filter((card) => !card.hidden));
    shown.textContent = count === cards.length ? `共 ${all}` : `显示 ${some}；共 ${all}`;
  };

  const light = (ids, card) => {
    document.querySelectorAll(".here").forEach((e) => e.classList.remove("here"));
    card?.classList.add("here");
    for (const mark of marks) {
      if (ids.some((id) => mark.dataset.f.split(" ").includes(id))) mark.classList.add("here");
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    if (target.hidden) { // a mark always leads to its finding, whatever is filtered away
      search.value = "";
      boxes.forEach((b) => { if (b.dataset.level === target.dataset.level) b.checked = true; });
      filter();
    }
    const card = target.closest("article.f") || link.closest("article.f");
    if (card) light([card.id], card);
    history.replaceState(null, "", link.getAttribute("href"));
    const seat = target.tagName === "SPAN" && target.nextElementSibling ? nextMark(target) : target;
    seat.scrollIntoView({ block: "center" });
    seat.focus({ preventScroll: true });
  });

  const nextMark = (span) => {
    let e = span;
    while (e && !e.matches("a.m")) e = e.nextElementSibling;
    return e || span;
  };

  boxes.forEach((b) => b.addEventListener("change", filter));
  search.addEventListener("input", filter);
  filter();
})();
