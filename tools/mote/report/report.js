// SPDX-License-Identifier: Apache-2.0
// Shows the JSON of `mote report` that stands in the page. All text goes in as text, never as HTML.
"use strict";
(() => {
  const report = JSON.parse(document.getElementById("report").textContent);
  const byId = (id) => document.getElementById(id);
  const drawings = [...document.querySelectorAll(".drawing")];
  const kRoles = {
    input: "input", activation: "between layers", output: "output", scratch: "scratch of a step",
    state: "kept from run to run", runtime: "the interpreter’s own",
  };
  const kNamespace = "http://www.w3.org/2000/svg";
  let option = report.options[report.chosen];
  let arena = report.arenas[option.arena];

  const number = (value) => value.toLocaleString("en-US");
  const bytes = (value) => number(value) + " B";
  const shape = (tensor) => tensor.shape.length ? tensor.shape.join("×") : "scalar";
  const tensorText = (tensor) => shape(tensor) + " " + tensor.type;

  /// A buffer that holds fewer bytes than its tensor: rows of it at a time.
  const isPart = (buffer) => buffer.tensors !== undefined && buffer.tensors[0].bytes > buffer.bytes;

  /// An element with text or children.
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) element[name] = value;
    element.append(...children);
    return element;
  }

  /// The roles that the arena has buffers of.
  function rolesHere() {
    return Object.keys(kRoles).filter((role) => arena.buffers.some((b) => b.role === role));
  }
  function stepText(step) {
    return step < 0 ? "the application" : "step " + step + ", " + arena.steps[step].operator;
  }
  function momentText(moment) {
    if (moment === 0) return "before the first step";
    if (moment === arena.alive.length - 1) return "after the last step";
    return stepText(moment - 1);
  }

  // ---- figures

  function figure(name, value, more) {
    return make("div", {}, make("dt", {textContent: name}),
                make("dd", {className: "value", textContent: value}),
                make("dd", {className: "more", textContent: more}));
  }

  function showFigures() {
    const peak = arena.peak_step;
    const spare = arena.arena_bytes - arena.lower_bound_bytes;
    const flash = option.group === "interpreter"
      ? "the .tflite file"
      : bytes(option.weight_bytes) + " weights, " + bytes(option.other_constant_bytes) + " other";
    byId("figures").replaceChildren(
      figure("Arena", bytes(arena.arena_bytes),
             arena.state_bytes ? bytes(arena.state_bytes) + " kept from run to run" : "all the RAM but the stack"),
      figure("Lower bound", bytes(arena.lower_bound_bytes),
             arena.is_optimal ? "no plan of these steps needs less"
                              : number(spare) + " B below the plan"),
      figure("Most is alive at", bytes(arena.alive[peak]), momentText(peak)),
      figure("Model in flash", bytes(option.flash_bytes), flash),
      figure("One run", number(option.multiply_accumulates), "multiply-accumulates"));
    byId("does").textContent = option.does + (option.kept_as_is ? "; no pass ran: " + option.kept_as_is : "");
  }

  // ---- the drawing

  let chosenBox = null;

  function boxesOf(drawing) {
    return [...drawing.querySelectorAll(".box[data-buffer]")].sort((a, b) => {
      const [x, y] = [a, b].map((box) => arena.buffers[box.dataset.buffer]);
      return x.first_step - y.first_step || x.offset - y.offset;
    });
  }

  function term(list, name, text) {
    list.append(make("dt", {textContent: name}), make("dd", {textContent: text}));
  }

  function showDetails(index) {
    const details = byId("details");
    const buffer = arena.buffers[index];
    const list = make("dl");
    term(list, "Bytes", bytes(buffer.bytes) + ", from " + number(buffer.offset) + " to " +
         number(buffer.offset + buffer.bytes));
    const tensors = buffer.tensors || [];
    if (tensors.length) {
      const part = isPart(buffer) ? ", a few rows at a time of " + bytes(tensors[0].bytes) : "";
      term(list, "Tensor", tensorText(tensors[0]) + part);
    }
    for (const other of tensors.slice(1)) term(list, "In the same place", other.name + ", " + tensorText(other));
    term(list, "Alive", buffer.first_step === buffer.last_step
      ? "in " + momentText(buffer.first_step)
      : "from " + momentText(buffer.first_step) + " to " + momentText(buffer.last_step));
    const writes = buffer.written_by.map(stepText), reads = buffer.read_by.map(stepText);
    if (buffer.role !== "scratch" && writes.length) term(list, "Written by", writes.join("; "));
    if (buffer.role !== "scratch" && reads.length) term(list, "Read by", reads.join("; "));
    if (buffer.region) term(list, "Region", buffer.region);
    for (const overlap of arena.overlaps) {
      if (overlap.input !== index && overlap.output !== index) continue;
      const other = arena.buffers[overlap.input === index ? overlap.output : overlap.input];
      const shared = Math.min(buffer.offset + buffer.bytes, other.offset + other.bytes) -
        Math.max(buffer.offset, other.offset);
      term(list, "Lies over", bytes(shared) + " of " + (other.name || other.what));
    }
    details.classList.remove("none");
    details.replaceChildren(make("h3", {textContent: buffer.name || buffer.what}),
                            make("p", {className: "role", textContent: kRoles[buffer.role]}), list);
  }

  function showNothing() {
    const details = byId("details");
    details.classList.add("none");
    details.replaceChildren(
      make("p", {className: "role", textContent: "Point at a box of the drawing to see what it is, " +
                 "when it is alive, and who writes and reads it."}));
  }

  function choose(box) {
    if (chosenBox) chosenBox.classList.remove("chosen");
    chosenBox = box;
    if (!box) return showNothing();
    box.classList.add("chosen");
    showDetails(Number(box.dataset.buffer));
  }

  /// Labels that do not fit their box are left out.
  function fitLabels(drawing) {
    for (const label of drawing.querySelectorAll("svg.label")) {
      const width = label.width.baseVal.value;
      const lines = [...label.querySelectorAll("text")];
      for (const text of lines) {
        text.classList.remove("too-long");
        text.removeAttribute("dy");
        if (text.getComputedTextLength() + 14 > width) text.classList.add("too-long");
      }
      const left = lines.filter((text) => !text.classList.contains("too-long"));
      // One line of two goes to the middle.
      if (lines.length === 2 && left.length === 1) {
        left[0].setAttribute("dy", left[0] === lines[0] ? "7.5" : "-7.5");
      }
    }
  }

  function setUp(drawing) {
    const boxes = boxesOf(drawing);
    boxes.forEach((box, i) => {
      const buffer = arena.buffers[box.dataset.buffer];
      // One stop of the Tab key for the drawing; arrows go from box to box.
      box.setAttribute("tabindex", i === 0 ? "0" : "-1");
      box.setAttribute("role", "img");
      box.setAttribute("aria-label", kRoles[buffer.role] + ": " + (buffer.name || buffer.what) + ", " +
                       bytes(buffer.bytes));
      box.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") choose(box);
      });
      box.addEventListener("click", () => box.focus({preventScroll: true}));
      box.addEventListener("focus", () => {
        for (const other of boxes) other.setAttribute("tabindex", other === box ? "0" : "-1");
        choose(box);
      });
      box.addEventListener("keydown", (event) => {
        const to = {ArrowDown: i + 1, ArrowRight: i + 1, ArrowUp: i - 1, ArrowLeft: i - 1,
                    Home: 0, End: boxes.length - 1}[event.key];
        if (event.key === "Escape") {
          box.blur();
          choose(null);
        } else if (to !== undefined) {
          event.preventDefault();
          boxes[Math.max(0, Math.min(boxes.length - 1, to))].focus();
        }
      });
    });
    drawing.isSetUp = true;
  }

  function showDrawing() {
    drawings.forEach((drawing, i) => { drawing.hidden = i !== option.arena; });
    const drawing = drawings[option.arena];
    if (!drawing.isSetUp) setUp(drawing);
    choose(null);
    fitLabels(drawing);
    const items = rolesHere().map((role) => swatch("box " + role, kRoles[role]));
    if (arena.overlaps.length) items.push(swatch("hatched", "bytes that two share"));
    byId("legend").replaceChildren(...items);
  }

  /// A little box in the colours of the drawing.
  function swatch(kind, text) {
    const svg = document.createElementNS(kNamespace, "svg");
    const group = document.createElementNS(kNamespace, "g");
    const rect = document.createElementNS(kNamespace, "rect");
    svg.setAttribute("class", "arena swatch");
    svg.setAttribute("width", "18");
    svg.setAttribute("height", "14");
    svg.setAttribute("style", "padding: 0");
    svg.setAttribute("aria-hidden", "true");
    for (const [name, value] of [["x", 1], ["y", 1], ["width", 16], ["height", 12], ["rx", 2]]) {
      rect.setAttribute(name, value);
    }
    if (kind === "hatched") {
      rect.setAttribute("class", "shared");
      rect.setAttribute("fill", "url(#arena" + option.arena + "-hatch)");
    }
    group.setAttribute("class", kind);
    group.append(rect);
    svg.append(group);
    return make("li", {}, svg, text);
  }

  // ---- tables

  function row(cells, kind) {
    return make("tr", {className: kind || ""}, ...cells);
  }
  function head(...names) {
    return make("thead", {}, row(names.map((name) => make("th", {
      scope: "col", textContent: name.replace("#", ""), className: name.endsWith("#") ? "number" : "",
    }))));
  }
  const cell = (text, kind) => make("td", {textContent: text, className: kind || ""});
  const count = (value) => cell(number(value), "number");
  function meter(value, most) {
    const filled = make("span");
    filled.style.width = (most ? 100 * value / most : 0) + "%";
    return make("span", {className: "meter"}, filled);
  }

  function showRegions() {
    const used = new Map();
    const add = (region, role, amount) => {
      if (!used.has(region)) used.set(region, {});
      const roles = used.get(region);
      roles[role] = (roles[role] || 0) + amount;
    };
    const ends = new Map();
    for (const buffer of arena.buffers) {
      const region = buffer.region || "RAM";
      ends.set(region, Math.max(ends.get(region) || 0, buffer.offset + buffer.bytes));
      const isAtPeak = buffer.first_step <= arena.peak_step && arena.peak_step <= buffer.last_step;
      if (isAtPeak) add(region, buffer.role, buffer.bytes);
    }
    const roles = rolesHere();
    const lines = [];
    for (const [region, end] of ends) {
      const here = used.get(region) || {};
      lines.push(row([cell(region), count(end), ...roles.map((role) => count(here[role] || 0))]));
    }
    byId("regions").replaceChildren(
      head("Region", "Bytes#", ...roles.map((role) => kRoles[role] + "#")),
      make("tbody", {}, ...lines));
    byId("regions-note").textContent =
      "By role, at the moment when most is alive: " + momentText(arena.peak_step) +
      (arena.overlaps.length ? ". Bytes that two buffers share count with both." : ".");
  }

  function difference(value, from) {
    if (value === from) return cell("", "number");
    const text = (value < from ? "−" : "+") + number(Math.abs(value - from));
    return cell(text, "number " + (value < from ? "better" : "worse"));
  }

  function showOptions() {
    const base = report.options[report.chosen];
    const most = Math.max(...report.options.map((o) => o.arena_bytes));
    byId("options").replaceChildren(
      head("Option", "Arena", "Bytes#", "Change#", "Flash#", "Change#", "MACs#", "Change#"),
      make("tbody", {}, ...report.options.map((o) => {
        const button = make("button", {type: "button", textContent: o.flags});
        button.addEventListener("click", () => { show(o); byId("picture-heading").scrollIntoView(); });
        const name = make("td", {}, button, make("div", {className: "more", textContent: o.does}));
        return row([name, make("td", {className: "chart"}, meter(o.arena_bytes, most)), count(o.arena_bytes),
                    difference(o.arena_bytes, base.arena_bytes), count(o.flash_bytes),
                    difference(o.flash_bytes, base.flash_bytes), count(o.multiply_accumulates),
                    difference(o.multiply_accumulates, base.multiply_accumulates)],
                   o === option ? "shown" : "");
      })));
  }

  function showSteps() {
    const most = Math.max(...arena.alive);
    const shapes = (tensors) => tensors.map(tensorText).join(", ");
    byId("steps").replaceChildren(
      head("Step#", "Operator", "Reads", "Writes", "MACs#", "Weights, B#", "Alive, B#", ""),
      make("tbody", {}, ...arena.steps.map((step) => {
        const alive = arena.alive[step.index + 1];
        return row([count(step.index), cell(step.operator), cell(shapes(step.inputs), "shape"),
                    cell(shapes(step.outputs), "shape"), count(step.macs), count(step.weight_bytes),
                    count(alive), make("td", {}, meter(alive, most))],
                   step.index + 1 === arena.peak_step ? "most" : "");
      })));
  }

  function showWeights() {
    const steps = arena.steps.filter((step) => step.weight_bytes > 0);
    const most = Math.max(1, ...steps.map((step) => step.weight_bytes));
    const bars = steps.map((step) => make("li", {},
      make("span", {className: "what"}, step.index + "  " + step.operator + " ",
           make("span", {className: "more", textContent: step.weights.map(tensorText).join(", ")})),
      meter(step.weight_bytes, most),
      make("span", {className: "bytes", textContent: bytes(step.weight_bytes)})));
    byId("weights").replaceChildren(
      ...(bars.length ? bars : [make("li", {className: "empty", textContent: "No step reads constants."})]));
  }

  // ---- all of it

  function show(what) {
    option = what;
    arena = report.arenas[option.arena];
    byId("option").value = String(report.options.indexOf(option));
    showFigures();
    showDrawing();
    showRegions();
    showOptions();
    showSteps();
    showWeights();
  }

  byId("about").textContent = report.file + ", " + bytes(report.model_bytes) + "; mote " + report.mote;
  byId("option").append(...report.options.map((o, i) => new Option(
    (o.group === "chosen" || o.group === "interpreter" ? "" : "with ") + o.flags + ": " +
    bytes(o.arena_bytes), String(i))));
  byId("option").addEventListener("change", (event) => show(report.options[event.target.value]));
  new ResizeObserver(() => fitLabels(drawings[option.arena])).observe(byId("drawings"));
  show(option);
})();
