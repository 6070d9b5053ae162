
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const narrow = matchMedia("(max-width: 900px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // Texts reach the page here only, and only as text nodes.
  function make(tag, name, ...children) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  }
  function button(act, ...children) {
    const element = make("button", "", ...children);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  }

  // Everything that can be chosen: worst article first, then as the article reads.
  const items = data.articles.flatMap((article, index) =>
    article.items.map((item) => ({ ...item, article: index })));
  items.forEach((item, index) => { item.index = index; });
  const findings = items.filter((item) => item.verdict !== "supported");
  const path = (document) => data.documents[document].path;
  const place = (words) => `${path(words.document)}:${words.line}:${words.column}`;
  const found = (of) => [[of.errors, "error"], [of.warnings, "warning"], [of.notes, "note"]]
    .filter(([count]) => count).map(([count, word]) => plural(count, word)).join(", ");

  let chosen = null;
  let opened = null;
  let far = null;

  // Filters
  function options(select, first, values) {
    for (const [value, label] of [["", first], ...values]) {
      const option = make("option", "", label);
      option.value = value;
      select.append(option);
    }
    select.addEventListener("change", list);
  }
  const verdicts = ["contradicted", "unsupported", "omitted"].filter((word) =>
    items.some((item) => item.verdict === word));
  options($("verdict"), "All findings", [...verdicts.map((word) => [word, word]),
    ["supported", "supported claims"]]);
  options($("rule"), "All rules", data.rules.map((rule) => [rule.id, rule.id]));
  options($("article"), "All articles", data.articles.map((article, index) =>
    [String(index), path(article.document)]));
  $("find").addEventListener("input", list);

  function passes(item) {
    const verdict = $("verdict").value;
    if (verdict ? item.verdict !== verdict : item.verdict === "supported") return false;
    if ($("rule").value && item.rule !== $("rule").value) return false;
    if ($("article").value && item.article !== Number($("article").value)) return false;
    const words = $("find").value.trim().toLowerCase();
    if (!words) return true;
    const texts = [item.rule, item.verdict, item.severity, item.message, place(item.claim),
      item.claim.text, ...item.evidence.map((e) => e.text)];
    return texts.some((text) => text.toLowerCase().includes(words));
  }

  // The list
  let shown = [];
  function list() {
    shown = items.filter(passes);
    const groups = new Map();
    for (const item of shown) {
      if (!groups.has(item.article)) groups.set(item.article, []);
      groups.get(item.article).push(item);
    }
    const sections = [...groups].map(([article, of]) => {
      const name = make("span", "", path(data.articles[article].document));
      const head = make("h2", "", button(() => open(article), name, make("span", "", String(of.length))));
      return make("div", "", head, ...of.map(entry));
    });
    if (!shown.length) {
      const why = findings.length ? "Nothing passes the filter." : "Nothing was found.";
      sections.push(make("p", "empty", why));
    }
    $("list").replaceChildren(...sections);
    const word = $("verdict").value === "supported" ? "supported claim" : "finding";
    const all = word === "finding" ? findings.length : items.length - findings.length;
    const some = shown.length === all ? plural(all, word) : `${shown.length} of ${plural(all, word)}`;
    $("count").textContent = `${some} in ${plural(data.articles.length, "article")}` +
      (data.failed.length ? `, ${data.failed.length} not checked` : "");
    if (opened !== null) texts(opened, far);
    current();
  }
  function entry(item) {
    const what = make("span", "what", make("b", "", item.rule || item.verdict),
      make("span", "", item.rule ? item.verdict : ""), make("span", "", `line ${item.claim.line}`));
    const face = button(() => choose(item), what, make("span", "said", item.message),
      make("span", "words", item.claim.text));
    const element = make("div", `item ${item.severity}`, face);
    element.dataset.item = item.index;
    return element;
  }
  function more(item) {
    const box = make("div", "more");
    box.append(make("h3", "", `The article, ${place(item.claim)}`), make("blockquote", "", item.claim.text));
    for (const words of item.evidence) {
      const own = words.document === data.articles[item.article].document;
      const who = own ? "The article also says" : "The announcement";
      box.append(make("h3", "", `${who}, ${place(words)}`), make("blockquote", "", words.text));
    }
    if (item.help) box.append(make("p", "", `Help: ${item.help}`));
    if (item.proof.length) {
      const steps = item.proof.map((step) => make("li", "", step));
      box.append(make("details", "", make("summary", "", "Why"), make("ol", "", ...steps)));
    }
    box.append(make("div", "go", button(() => tab("here"), "In the article"),
      button(() => tab("there"), "In the announcement")));
    return box;
  }

  // A text with its marks
  function text(index, marks) {
    const box = make("div", "text");
    const { passages, language } = data.documents[index];
    if (language) box.lang = language;
    let table = null;
    passages.forEach((passage, number) => {
      const words = marked(passage.text, marks.filter((mark) => mark.at[0] === number));
      if (passage.kind === "head" || passage.kind === "cell") {
        table = cell(box, table, passage, number, words);
        return;
      }
      table = null;
      box.append(block(passage, words));
    });
    return box;
  }
  function block(passage, words) {
    switch (passage.kind) {
      case "heading": return make(passage.level === 1 ? "h2" : "h3", "", ...words);
      case "item": return make("div", passage.level ? "item deep" : "item", ...words);
      case "quote": return make("blockquote", "", ...words);
      case "keyhead": return make("p", "pair", make("b", "", ...words));
      case "value": return make("p", "pair", make("span", "", passage.keys), ...words);
      case "comment": return make("p", "comment", ...words);
      default: return make("p", "", ...words);
    }
  }
  function cell(box, table, passage, number, words) {
    const head = passage.kind === "head";
    if (!table || (head && table.body)) {
      table = { body: false, columns: [], row: null, element: make("table", "") };
      box.append(make("div", "scroll", table.element));
    }
    const begins = head ? !table.row : !table.body || passage.row === undefined;
    if (begins) table.element.append(table.row = make("tr", ""));
    if (head) table.columns.push(number); else table.body = true;
    const column = table.columns.indexOf(passage.column);
    while (!head && table.row.children.length < column) table.row.append(make("td", ""));
    table.row.append(make(head ? "th" : "td", "", ...words));
    return table;
  }
  const loud = { error: 3, warning: 2, note: 1, none: 0 };
  function marked(words, marks) {
    if (!marks.length) return [words];
    const cuts = [...new Set([0, words.length, ...marks.flatMap((mark) => [mark.at[1], mark.at[2]])])];
    cuts.sort((a, b) => a - b);
    return cuts.slice(1).map((end, index) => {
      const start = cuts[index];
      const of = marks.filter((mark) => mark.at[1] < end && start < mark.at[2]);
      const piece = words.slice(start, end);
      if (!of.length) return piece;
      of.sort((a, b) => loud[b.item.severity] - loud[a.item.severity]);
      const element = make("mark", `${of[0].item.severity}${of.some((mark) => mark.near) ? "" : " far"}`, piece);
      element.items = of.map((mark) => mark.item);
      element.addEventListener("click", () => {
        const next = element.items.indexOf(chosen) + 1;
        choose(element.items[next % element.items.length]);
      });
      return element;
    });
  }

  // The two panes
  function texts(article, source) {
    const of = data.articles[article];
    const list = shown.filter((item) => item.article === article);
    if (chosen && chosen.article === article && !list.includes(chosen)) list.push(chosen);
    const marks = (index) => list.flatMap((item) => [
      ...(item.claim.document === index ? item.claim.at.map((at) => ({ at, item, near: true })) : []),
      ...item.evidence.filter((e) => e.document === index)
        .flatMap((e) => e.at.map((at) => ({ at, item, near: false }))),
    ]);
    opened = article;
    far = of.sources.includes(source) ? source : of.sources[0];
    const kept = [$("here").scrollTop, $("there").scrollTop];
    const supported = `${of.counts.supported} of ${plural(of.counts.claims, "claim")} supported`;
    $("here").replaceChildren(make("header", "", make("b", "", path(of.document)),
      make("span", "", supported)), text(of.document, marks(of.document)));
    const names = of.sources.map((index) => index === far ? make("b", "", path(index))
      : button(() => { texts(article, index); current(); }, path(index)));
    $("there").replaceChildren(make("header", "", ...names), text(far, marks(far)));
    [$("here").scrollTop, $("there").scrollTop] = kept;
  }
  function open(article) {
    if (opened !== article) {
      chosen = null;
      texts(article, null);
      $("here").scrollTop = $("there").scrollTop = 0;
    }
    document.body.dataset.view = "texts";
    tab("here");
    current();
  }
  function choose(item) {
    chosen = item;
    const sources = data.articles[item.article].sources;
    const source = item.evidence.map((e) => e.document).find((index) => sources.includes(index));
    document.body.dataset.view = "texts";
    texts(item.article, source === undefined ? far : source);
    if (!["here", "there"].includes(document.body.dataset.tab)) tab("list");
    current();
    address(findings.includes(item) ? `#finding-${findings.indexOf(item) + 1}` : "#");
  }
  function overview() {
    chosen = null;
    document.body.dataset.view = "overview";
    tab("overview");
    current();
    address("#");
  }
  // The address leads to the finding again. Where a browser refuses that, only this is lost.
  function address(fragment) {
    try {
      history.replaceState(null, "", fragment);
    } catch {
      return;
    }
  }
  function current() {
    for (const element of document.querySelectorAll(".current:not(#tabs .current)")) element.classList.remove("current");
    for (const element of document.querySelectorAll(".more")) element.remove();
    if (!chosen) return;
    const entry = document.querySelector(`[data-item="${chosen.index}"]`);
    if (entry) {
      entry.classList.add("current");
      entry.append(more(chosen));
    }
    for (const element of document.querySelectorAll("mark")) {
      element.classList.toggle("current", element.items.includes(chosen));
    }
    reveal();
  }
  // Each pane scrolls by itself, so that neither moves the other.
  function reveal() {
    const behavior = still.matches ? "auto" : "smooth";
    for (const pane of [$("here"), $("there")]) {
      const mark = pane.querySelector("mark.current");
      if (!mark || !pane.clientHeight) continue;
      const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTo({ top: pane.scrollTop + top - pane.clientHeight / 3, behavior });
    }
    const entry = document.querySelector(".item.current[data-item]");
    if (entry && $("list").clientHeight) entry.scrollIntoView({ block: "nearest" });
  }
  function tab(name) {
    if (name !== "overview" && name !== "list" && opened === null && data.articles.length) texts(0, null);
    document.body.dataset.tab = name;
    for (const element of $("tabs").children) element.classList.toggle("current", element.dataset.to === name);
    if (narrow.matches) reveal();
  }

  // The overview
  function table(heads, rows) {
    const head = make("tr", "", ...heads.map(([label, name]) => make("th", name, label)));
    const body = rows.map((row) => make("tr", "", ...row.map((cell, index) =>
      make("td", `${heads[index][1]}${cell === 0 ? " zero" : ""}`, cell instanceof Node ? cell : String(cell)))));
    return make("div", "scroll", make("table", "", make("thead", "", head), make("tbody", "", ...body)));
  }
  const number = (label, name = "") => [label, `number ${name}`];
  const counted = [number("claims"), number("supported"), number("contradicted"),
    number("unsupported", "optional"), number("omitted", "optional"), number("unresolved", "optional"),
    number("skipped", "optional")];
  const sum = (skipped) => Object.values(skipped).reduce((all, count) => all + count, 0);
  const counts = (of) => [of.claims, of.supported, of.contradicted, of.unsupported, of.omitted,
    of.unresolved, sum(of.skipped)];
  // A name, and under it why some of its statements were skipped.
  function named(name, of) {
    const reasons = Object.entries(of.skipped).map(([why, count]) => `${count} ${why}`).join(", ");
    return make("div", "", name, make("span", "small optional", reasons && `skipped: ${reasons}`));
  }
  // A path may break after its slashes.
  const breaking = (path) => path.split(/(?<=\/)/).flatMap((part) => [part, make("wbr", "")]);
  function over() {
    const parts = [make("p", "", data.summary)];
    if (data.failed.length) {
      const lines = data.failed.map(({ path, message, next }) => make("li", "",
        make("b", "", path), `${path ? ": " : ""}${message}`, make("span", "small", next ? ` (${next})` : "")));
      parts.push(make("h2", "alarm", "Not checked"), make("ul", "", ...lines));
    }
    if (data.articles.length) {
      const rows = data.articles.map((article, index) => [
        named(button(() => open(index), ...breaking(path(article.document))), article.counts),
        found(article.counts) || "–",
        ...counts(article.counts)]);
      parts.push(make("h2", "", "Articles"), table([["article", ""], ["found", "found"], ...counted], rows));
    }
    if (data.sources.length) {
      const rows = data.sources.map((source) => [
        named(make("span", "", ...breaking(path(source.document))), source.counts),
        found(source.counts) || "–", source.articles, ...counts(source.counts).slice(0, -1)]);
      parts.push(make("h2", "", "Sources"),
        table([["source", ""], ["found", "found"], number("articles"), number("claims", "optional"),
          ...counted.slice(1, -1)], rows));
    }
    if (data.rules.length) {
      const only = (id) => () => { $("rule").value = id; list(); tab("list"); };
      const rows = data.rules.map((rule) => [button(only(rule.id), rule.id), found(rule), rule.articles,
        rule.about]);
      parts.push(make("h2", "", "Rules"),
        table([["rule", ""], ["found", "found"], number("articles"), ["what it finds", "optional"]], rows));
    }
    $("overview").replaceChildren(...parts);
  }

  // Keys
  function step(by) {
    if (!shown.length) return;
    const at = shown.indexOf(chosen);
    const next = at < 0 ? (by < 0 ? shown.length - 1 : 0) : at + by;
    choose(shown[Math.min(Math.max(next, 0), shown.length - 1)]);
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
    const typing = event.target.matches("input, select");
    if (event.key === "Escape") {
      if (typing) event.target.blur(); else overview();
    } else if (typing) {
      return;
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "/") {
      $("find").focus();
    } else if (event.key === "?") {
      $("keys").showModal();
    } else {
      return;
    }
    event.preventDefault();
  });
  $("ask").addEventListener("click", () => $("keys").showModal());
  $("home").addEventListener("click", overview);
  for (const element of $("tabs").children) {
    element.addEventListener("click", () => {
      const to = element.dataset.to;
      document.body.dataset.view = to === "overview" ? "overview" : "texts";
      tab(to);
    });
  }
  function follow() {
    const asked = /^#finding-(\d+)$/.exec(location.hash);
    const item = asked && findings[Number(asked[1]) - 1];
    if (item && item !== chosen) choose(item);
  }
  addEventListener("hashchange", follow);
  over();
  list();
  tab("overview");
  follow();
})();
