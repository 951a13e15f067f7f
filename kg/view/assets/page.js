"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const by = (id) => document.getElementById(id);
  const root = document.documentElement;
  const panel = by("panel");
  const MANY = 600; // beyond, lines are hidden while the drawing is dragged
  const PAGE = 60; // lines a list shows before it offers the rest

  const nodes = data.nodes;
  const lines = data.edges;
  const linesOf = nodes.map(() => []);
  lines.forEach((line) => { linesOf[line.from].push(line); linesOf[line.to].push(line); });
  const degree = linesOf.map((list) => list.length);

  /* What is said on a line: each text stands in the page once. */
  const saidOf = (line) => data.said[line.id].map((row) => Object.fromEntries(
    row.map((place, field) => [data.fields[field], data.texts[place]]).filter((pair) => pair[1])));

  /* ---- small helpers: every text from the data goes through textContent ---- */
  const make = (tag, cls, ...inside) => {
    const element = document.createElement(tag);
    if (cls) element.className = cls;
    element.append(...inside.filter((part) => part !== null && part !== undefined && part !== ""));
    return element;
  };
  const button = (cls, action, ...inside) => {
    const element = make("button", cls, ...inside);
    element.type = "button";
    element.addEventListener("click", action);
    return element;
  };
  const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  /* ---- light and dark ---- */
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const setTheme = (dark) => {
    root.dataset.theme = dark ? "dark" : "light";
    document.querySelectorAll("path[data-group]").forEach((path) => {
      path.setAttribute("stroke", strokeColor(path.dataset.group));
    });
  };
  const isDark = () => root.dataset.theme === "dark";
  const css = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const strokeColor = (group) => data.groups[group][isDark() ? "dark" : "light"];
  setTheme(prefersDark.matches);

  /* ---- state and what it lets through ---- */
  const state = { selected: null };
  const checked = (kind) => new Set(
    [...document.querySelectorAll(`input[data-${kind}]`)].filter((box) => box.checked)
      .map((box) => box.dataset[kind]));
  let shownNodes = new Set();
  let shownLines = new Set();
  const choose = () => {
    const classes = checked("cls");
    const groups = checked("group");
    const speaker = by("speaker").value;
    const doubt = by("doubt").value;
    const alone = by("alone").checked;
    shownLines = new Set();
    const touched = new Set();
    for (const line of lines) {
      const fits = groups.has(line.group)
        && classes.has(nodes[line.from].cls) && classes.has(nodes[line.to].cls)
        && (!speaker || line.by === speaker)
        && (!doubt || (doubt === "doubt") === Boolean(line.doubt));
      if (fits) { shownLines.add(line.id); touched.add(line.from); touched.add(line.to); }
    }
    shownNodes = new Set(nodes.filter((node) => classes.has(node.cls)
      && (touched.has(node.id) || (alone && degree[node.id] === 0))).map((node) => node.id));
  };

  /* ---- the drawing ---- */
  const paintNode = (node, faded) => ({
    id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size,
    title: `${node.full}\n${node.type}, ${plural(degree[node.id], "relation", "relations")}`,
    color: {
      background: node.color, border: css("--card"),
      highlight: { background: node.color, border: css("--ink") },
      hover: { background: node.color, border: css("--ink") },
    },
    borderWidth: 0, borderWidthSelected: 3, opacity: faded ? 0.18 : 1,
  });
  const focusless = lines.length > MANY ? 0.4 : 1; // so that a dense drawing shows its nodes
  const paintLine = (line, faded) => {
    const color = strokeColor(line.group);
    return {
      id: line.id, from: line.from, to: line.to, label: line.label || undefined, dashes: line.dashes,
      smooth: line.smooth, width: line.width, title: sentenceOf(line),
      color: { color, highlight: color, hover: color, opacity: faded ? 0.1 : focusless },
      font: {
        size: 11, align: "middle", face: "system-ui, sans-serif", strokeWidth: 0,
        color: faded ? "rgba(0,0,0,0)" : css("--soft"), background: faded ? "rgba(0,0,0,0)" : css("--ground"),
      },
    };
  };
  const sentenceOf = (line) => {
    const doubt = line.doubt ? ` (${line.doubt})` : "";
    const times = data.said[line.id].length;
    return `${nodes[line.from].full} ${line.relation} ${nodes[line.to].full}${doubt}\n`
      + `Said by: ${line.by}${times > 1 ? `, ${times} times` : ""}`;
  };
  const drawnNodes = new vis.DataSet([]);
  const drawnLines = new vis.DataSet([]);
  const network = new vis.Network(by("drawing"), { nodes: drawnNodes, edges: drawnLines }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: true, tooltipDelay: 150, keyboard: false, multiselect: false, selectConnectedEdges: false,
      hideEdgesOnDrag: lines.length > MANY, hideEdgesOnZoom: lines.length > MANY,
    },
    edges: {
      arrows: { to: { enabled: true, scaleFactor: 0.55 } }, arrowStrikethrough: false,
      scaling: { label: { drawThreshold: 8 } }, selectionWidth: 1.5, hoverWidth: 0.8,
    },
  });

  /* Names keep their size on the screen at every zoom; where they would overlap, the node with more
     lines keeps its name. */
  const NAMES = 100; // at most so many at once
  const byDegree = [...nodes].sort((a, b) => degree[b.id] - degree[a.id] || a.id - b.id);
  const face = getComputedStyle(document.body).fontFamily;
  network.on("afterDrawing", (context) => {
    const scale = network.getScale();
    const size = 12.5 * Math.min(Math.max(scale, 1), 1.35) / scale;
    const view = by("drawing").getBoundingClientRect();
    const low = network.DOMtoCanvas({ x: 0, y: 0 });
    const high = network.DOMtoCanvas({ x: view.width, y: view.height });
    const taken = [];
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 3.5 / scale;
    context.strokeStyle = css("--ground");
    context.fillStyle = css("--ink");
    const focus = near();
    for (const node of byDegree) {
      if (taken.length >= NAMES) break;
      if (!shownNodes.has(node.id) || (focus && !focus.nodes.has(node.id))) continue;
      const { x: centre, y } = network.getPosition(node.id);
      if (centre < low.x || centre > high.x || y < low.y || y > high.y) continue;
      const rows = node.label.split("\n");
      const chosen = state.selected && state.selected.kind === "node" && state.selected.id === node.id;
      context.font = `${chosen ? 650 : 400} ${size}px ${face}`;
      const half = Math.max(...rows.map((row) => context.measureText(row).width)) / 2 + 2 / scale;
      const top = y + node.size + 3 / scale;
      const x = Math.max(low.x + half, Math.min(high.x - half, centre));
      const box = [x - half, top, x + half, top + rows.length * size * 1.2];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      taken.push(box);
      rows.forEach((row, place) => {
        context.strokeText(row, x, top + place * size * 1.2);
        context.fillText(row, x, top + place * size * 1.2);
      });
    }
  });

  const near = () => {
    if (!state.selected) return null;
    const { kind, id } = state.selected;
    const own = kind === "node" ? linesOf[id].filter((line) => shownLines.has(line.id)) : [lines[id]];
    return {
      lines: new Set(own.map((line) => line.id)),
      nodes: new Set([...(kind === "node" ? [id] : []), ...own.flatMap((line) => [line.from, line.to])]),
    };
  };
  const redraw = () => {
    const focus = near();
    const wantedNodes = nodes.filter((node) => shownNodes.has(node.id))
      .map((node) => paintNode(node, focus && !focus.nodes.has(node.id)));
    const wantedLines = lines.filter((line) => shownLines.has(line.id))
      .map((line) => paintLine(line, focus && !focus.lines.has(line.id)));
    drawnLines.remove(drawnLines.getIds().filter((id) => !shownLines.has(id)));
    drawnNodes.remove(drawnNodes.getIds().filter((id) => !shownNodes.has(id)));
    drawnNodes.update(wantedNodes);
    drawnLines.update(wantedLines);
    network.unselectAll();
    if (state.selected) {
      const { kind, id } = state.selected;
      if (kind === "node" && shownNodes.has(id)) network.selectNodes([id], false);
      if (kind === "line" && shownLines.has(id)) network.selectEdges([id]);
    }
    by("status").textContent = `${plural(shownNodes.size, "node", "nodes")}, ${plural(shownLines.size, "line", "lines")}`;
  };

  /* ---- the panel ---- */
  const chip = (text, warn) => make("span", warn ? "chip warn" : "chip", text);
  const quote = (said) => {
    const text = said.sentence || said.content || "";
    const block = make("blockquote");
    const from = Number(said.content_start) - Number(said.sentence_start);
    const length = Number(said.content_end) - Number(said.content_start);
    const points = Array.from(text); // offsets count code points
    if (said.sentence && from >= 0 && length > 0 && from + length <= points.length && length < points.length) {
      block.append(points.slice(0, from).join(""), make("mark", "", points.slice(from, from + length).join("")), points.slice(from + length).join(""));
    } else {
      block.append(text);
    }
    return block;
  };
  const card = (said, line) => {
    const box = make("article", "card");
    if (said.sentence || said.content) box.append(quote(said));
    const via = said.via_label ? `, via ${said.via_label}` : "";
    const cue = said.cue ? `, “${said.cue}”` : "";
    box.append(make("p", "who", make("strong", "", line.by), cue, via));
    const chips = make("div", "chips");
    if (said.verification) {
      const judge = said.assessed_by_label ? ` (${said.assessed_by_label})` : "";
      chips.append(chip(said.verification + judge, said.verification !== "confirmed"));
    }
    if (line.doubt && line.doubt !== said.verification) chips.append(chip(line.doubt, true));
    if (said.polarity === "negated" && !line.doubt) chips.append(chip("negated", true));
    if (said.certainty && said.certainty !== "certain" && said.certainty !== line.doubt) chips.append(chip(said.certainty));
    if (said.directness && said.directness !== "indirect") chips.append(chip(said.directness === "direct" ? "quoted" : "partly quoted"));
    if (chips.childElementCount) box.append(chips);
    if (said.details) box.append(make("p", "facts", said.details.split("\n").join(" · ")));
    const where = [said.publisher, said.published, said.title && `“${said.title}”`].filter(Boolean).join(" · ");
    const place = said.file && said.sentence_start !== undefined
      ? `${said.file}, characters ${said.sentence_start}–${said.sentence_end}` : said.file;
    box.append(make("p", "where", where));
    if (place) box.append(make("p", "where", place));
    return box;
  };
  const heading = (text) => {
    const title = make("h2", "title", text);
    title.tabIndex = -1;
    return title;
  };
  const lineButton = (line) => {
    const doubt = line.doubt ? ` · ${line.doubt}` : "";
    const times = data.said[line.id].length;
    return button("line", () => select("line", line.id, true),
      make("span", "", `${nodes[line.from].full} `), make("span", "verb", line.relation), make("span", "", ` ${nodes[line.to].full}`),
      make("span", "by", `${line.by}${times > 1 ? ` · ${times} times` : ""}${doubt}`));
  };
  const listed = (list, where, withCards) => {
    const show = (from) => {
      for (const line of list.slice(from, from + PAGE)) {
        where.append(lineButton(line));
        if (withCards) saidOf(line).forEach((said) => where.append(card(said, line)));
      }
      const rest = list.length - from - PAGE;
      if (rest > 0) {
        const more = button("more", () => { more.remove(); show(from + PAGE); }, `Show ${Math.min(rest, PAGE)} more of ${rest}`);
        where.append(more);
      }
    };
    show(0);
  };
  const order = new Intl.Collator("en", { numeric: true }).compare;
  const byName = (a, b) => order(nodes[a.from].full, nodes[b.from].full)
    || order(nodes[a.to].full, nodes[b.to].full) || order(a.relation, b.relation) || a.id - b.id;
  const grouped = (list, withCards) => {
    for (const group of Object.keys(data.groups)) {
      const own = list.filter((line) => line.group === group).sort(byName);
      if (!own.length) continue;
      panel.append(make("h3", "", `${data.groups[group].label} (${own.length.toLocaleString("en")})`));
      listed(own, panel.appendChild(make("div")), withCards);
    }
  };
  /* Where sources do not agree: two values, each leading to its line where that is drawn. */
  const lineOf = new Map();
  lines.forEach((line) => data.said[line.id].forEach((row) => {
    const statement = data.texts[row[data.fields.indexOf("statement")]];
    if (statement && (!lineOf.has(statement) || line.label)) lineOf.set(statement, line);
  }));
  const nodeOf = new Map(nodes.map((node) => [node.iri, node]));
  const goTo = (kind, target, text) => target && (kind === "node" ? shownNodes : shownLines).has(target.id)
    ? button("link", () => select(kind, target.id, true), text) : make("span", "", text);
  const side = (statement, value, speaker, file) => make("p", "side",
    goTo("line", lineOf.get(statement), `“${value}”`), make("span", "by", ` ${speaker} · ${file}`));
  const disputeCard = (one) => make("article", "card dispute",
    make("p", "who", goTo("node", nodeOf.get(one.topic), one.topic_label), ` · ${one.about} `, chip(one.degree, one.degree === "contradiction")),
    side(one.statement_a, one.value_a, one.speaker_a_label, one.file_a),
    side(one.statement_b, one.value_b, one.speaker_b_label, one.file_b));
  const showDisputes = () => {
    const speaker = by("speaker").value;
    const own = data.disputes.filter((one) => !speaker || speaker.startsWith(one.speaker_a_label) || speaker.startsWith(one.speaker_b_label));
    if (!own.length) return;
    panel.append(make("h3", "", `Where sources do not agree (${own.length})`), ...own.map(disputeCard));
  };
  const showOverview = () => {
    const visible = lines.filter((line) => shownLines.has(line.id));
    panel.append(heading("All that is said"), make("p", "under", "Choose a node or a line in the drawing, or a relation here, to read its sentences."));
    showDisputes();
    grouped(visible, false);
  };
  const showNode = (node) => {
    const own = linesOf[node.id].filter((line) => shownLines.has(line.id));
    const under = make("p", "under", `${node.type} · mentioned ${plural(node.mentions, "time", "times")} · ${plural(own.length, "line", "lines")} shown`);
    if (/^Q[1-9][0-9]*$/.test(node.qid)) {
      const link = make("a", "", `Wikidata ${node.qid}`);
      link.href = `https://www.wikidata.org/wiki/${node.qid}`;
      link.rel = "noreferrer noopener";
      link.target = "_blank";
      under.append(" · ", link);
    }
    panel.append(back(), heading(node.full), under);
    grouped(own, true);
  };
  const showLine = (line) => {
    const said = saidOf(line);
    panel.append(back(), heading(`${nodes[line.from].full} ${line.relation} ${nodes[line.to].full}`),
      make("p", "under", `${data.groups[line.group].label} · said by ${line.by}${line.doubt ? ` · ${line.doubt}` : ""}${said.length > 1 ? ` · ${said.length}\u00a0times` : ""}`));
    said.forEach((one) => panel.append(card(one, line)));
    panel.append(make("h3", "", "Its ends"),
      button("line", () => select("node", line.from, true), make("span", "verb", nodes[line.from].full)),
      button("line", () => select("node", line.to, true), make("span", "verb", nodes[line.to].full)));
    const others = lines.filter((other) => other.id !== line.id && shownLines.has(other.id)
      && Math.min(other.from, other.to) === Math.min(line.from, line.to) && Math.max(other.from, other.to) === Math.max(line.from, line.to));
    if (others.length) {
      panel.append(make("h3", "", "Also said of the two"));
      listed(others, panel.appendChild(make("div")), false);
    }
  };
  const back = () => button("back", () => select(null, null, true), "← All that is said");
  const describe = () => {
    panel.replaceChildren();
    panel.scrollTop = 0;
    if (!state.selected) showOverview();
    else if (state.selected.kind === "node") showNode(nodes[state.selected.id]);
    else showLine(lines[state.selected.id]);
  };

  /* ---- what a reader does ---- */
  const select = (kind, id, byKeyboard) => {
    state.selected = kind ? { kind, id } : null;
    redraw();
    describe();
    if (byKeyboard) panel.querySelector(".title").focus({ preventScroll: true });
  };
  const filter = () => { choose(); redraw(); describe(); };
  const fit = () => {
    network.fit({ animation: false, maxZoomLevel: 1.4 });
    network.moveTo({ scale: network.getScale() * 0.95 }); // room for the names at the rim
  };
  network.on("click", (event) => {
    if (event.nodes.length) select("node", event.nodes[0], false);
    else if (event.edges.length) select("line", event.edges[0], false);
    else select(null, null, false);
  });
  document.querySelector(".filters").addEventListener("change", filter);
  by("reset").addEventListener("click", () => {
    document.querySelectorAll(".filters input[type=checkbox]").forEach((box) => { box.checked = box.id !== "alone"; });
    by("speaker").value = "";
    by("doubt").value = "";
    state.selected = null;
    filter();
    fit();
  });
  by("theme").addEventListener("click", () => { setTheme(!isDark()); redraw(); });
  prefersDark.addEventListener("change", (event) => { setTheme(event.matches); redraw(); });
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  by("closer").addEventListener("click", () => zoom(1.3));
  by("further").addEventListener("click", () => zoom(1 / 1.3));
  by("whole").addEventListener("click", fit);

  /* ---- search ---- */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const folded = nodes.map((node) => fold(node.full));
  const search = by("search");
  const found = by("found");
  const closeFound = () => { found.hidden = true; search.setAttribute("aria-expanded", "false"); };
  const go = (id) => {
    closeFound();
    search.value = nodes[id].full;
    if (!shownNodes.has(id)) { // a filter hides it: what is looked for is shown
      document.querySelectorAll("input[data-cls]").forEach((box) => { if (box.dataset.cls === nodes[id].cls) box.checked = true; });
      by("alone").checked = by("alone").checked || degree[id] === 0;
      by("speaker").value = "";
      by("doubt").value = "";
      choose();
      shownNodes.add(id);
    }
    select("node", id, true);
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
  };
  search.addEventListener("input", () => {
    const words = fold(search.value.trim());
    found.replaceChildren();
    if (!words) { closeFound(); return; }
    const hits = nodes.filter((node) => folded[node.id].includes(words))
      .sort((a, b) => folded[b.id].startsWith(words) - folded[a.id].startsWith(words) || degree[b.id] - degree[a.id]).slice(0, 30);
    for (const node of hits) {
      found.append(make("li", "", button("", () => go(node.id), make("span", "", node.full), make("span", "kind", node.type))));
    }
    if (!hits.length) found.append(make("li", "none", "Nothing of that name"));
    found.hidden = false;
    search.setAttribute("aria-expanded", "true");
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "ArrowDown") {
      const first = found.querySelector("button");
      if (first && !found.hidden) { event.preventDefault(); if (event.key === "Enter") first.click(); else first.focus(); }
    }
  });
  found.addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = document.activeElement.parentElement[step];
    (next ? next.firstElementChild : search).focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (!found.hidden) { closeFound(); search.focus(); } else if (state.selected) select(null, null, true); }
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); search.focus(); }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".finder")) closeFound(); });

  by("alone-count").textContent = degree.filter((count) => count === 0).length.toLocaleString("en");
  choose();
  redraw();
  describe();
  fit();
  network.redraw();
  root.dataset.ready = "true";
  window.communique = { network, nodes, lines, select };
})();
