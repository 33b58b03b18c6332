// SPDX-License-Identifier: Apache-2.0
// What is wrong with the page of `mote report` that is open: a list of sentences for each question.
// Runs inside the page; the test adds `return pageChecks.NAME();`.
"use strict";
const pageChecks = (() => {
  const drawing = () => document.querySelector(".drawing:not([hidden])");
  const shown = (element) => element.getClientRects().length > 0 &&
    getComputedStyle(element).visibility !== "hidden";
  const textOf = (element) => [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE)
    .map((n) => n.textContent).join("").trim();

  /// The box that a label is on.
  const rectOf = (label) => drawing().querySelector(`.box[data-buffer="${label.dataset.of}"] rect`);

  /// [red, green, blue] from 0 to 1, and alpha.
  function colour(text) {
    const parts = text.match(/[\d.]+(?:e-?\d+)?%?/g).map(Number);
    const rgb = text.startsWith("color(") ? parts.slice(0, 3) : parts.slice(0, 3).map((v) => v / 255);
    return [...rgb, parts.length > 3 ? parts[3] : 1];
  }
  function over(front, back) {
    const alpha = front[3];
    return [0, 1, 2].map((i) => front[i] * alpha + back[i] * (1 - alpha)).concat(1);
  }
  function luminance(rgb) {
    const [r, g, b] = rgb.map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function background(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(getComputedStyle(at).backgroundColor);
    return layers.reverse().map((text) => text === "transparent" ? [0, 0, 0, 0] : colour(text))
      .reduce((back, front) => over(front, back), [1, 1, 1, 1]);
  }
  /// What is behind a text: the box that holds its label, or the page.
  function behind(element) {
    const label = element.closest("svg.label");
    if (label) return colour(getComputedStyle(rectOf(label)).fill);
    return background(element.closest("svg.arena") ? element.closest("svg.arena").parentElement : element);
  }

  return {
    /// Fewer than 4.5 to 1 (WCAG 2 AA).
    contrast() {
      const bad = [];
      for (const element of document.body.querySelectorAll("*:not(script):not(option):not(title)")) {
        if (!textOf(element) || !shown(element)) continue;
        const style = getComputedStyle(element);
        const isDrawn = element instanceof SVGElement;
        const back = behind(element);
        const front = over(colour(isDrawn ? style.fill : style.color), back);
        const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a);
        const ratio = (light + 0.05) / (dark + 0.05);
        if (ratio < 4.5) bad.push(`"${textOf(element).slice(0, 40)}" has ${ratio.toFixed(2)}`);
      }
      return bad;
    },

    /// Anything that makes the page wider than the window, or stands outside of it.
    overflow() {
      const bad = [];
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth > width) {
        bad.push(`the page is ${document.documentElement.scrollWidth} wide, the window ${width}`);
      }
      for (const element of document.body.querySelectorAll("*")) {
        if (!shown(element) || element.closest(".scroll") || element.closest("svg.label")) continue;
        const box = element.getBoundingClientRect();
        if (box.left < -1 || box.right > width + 1) {
          bad.push(`${element.tagName} "${textOf(element).slice(0, 40)}" is outside the window`);
        }
      }
      return bad;
    },

    /// Text of the drawing that lies over other text of it, or leaves its box.
    labels() {
      const bad = [];
      const texts = [...drawing().querySelectorAll("text")].filter(shown);
      const boxes = texts.map((text) => text.getBoundingClientRect());
      for (let i = 0; i < texts.length; ++i) {
        const holder = texts[i].closest("svg.label");
        if (holder) {
          const rect = rectOf(holder).getBoundingClientRect();
          if (boxes[i].right > rect.right || boxes[i].left < rect.left) {
            bad.push(`"${textOf(texts[i])}" leaves its box`);
          }
        }
        for (let k = i + 1; k < texts.length; ++k) {
          const wide = Math.min(boxes[i].right, boxes[k].right) - Math.max(boxes[i].left, boxes[k].left);
          const high = Math.min(boxes[i].bottom, boxes[k].bottom) - Math.max(boxes[i].top, boxes[k].top);
          // Lines of text may touch.
          if (wide > 1 && high > 5) bad.push(`"${textOf(texts[i])}" lies over "${textOf(texts[k])}"`);
        }
      }
      return bad;
    },

    /// Labels on bytes that two boxes share, or on more than their box.
    hatched() {
      const shared = [...drawing().querySelectorAll("rect.shared")].map((r) => r.getBoundingClientRect());
      return [...drawing().querySelectorAll(".label text")].filter(shown).filter((text) => {
        const a = text.getBoundingClientRect();
        return shared.some((b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
                                  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3);
      }).map((text) => `"${textOf(text)}" is on shared bytes`);
    },

    /// The buffers of the arena that is shown, against the boxes that are drawn; the rows against time.
    boxes() {
      const report = JSON.parse(document.getElementById("report").textContent);
      const option = report.options[document.getElementById("option").value];
      const arena = report.arenas[option.arena];
      const boxes = [...drawing().querySelectorAll(".box[data-buffer]")].filter(shown);
      const bad = [];
      if (boxes.length !== arena.buffers.length) {
        bad.push(`${boxes.length} boxes, ${arena.buffers.length} buffers`);
      }
      for (const box of boxes) {
        const buffer = arena.buffers[box.dataset.buffer];
        if (!box.classList.contains(buffer.role)) bad.push(`${buffer.what} is not drawn as ${buffer.role}`);
      }
      return bad;
    },

    /// Anything that would be loaded from elsewhere, and what forbids it.
    network() {
      const bad = [];
      const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]");
      if (!policy || !policy.content.startsWith("default-src 'none'")) bad.push("nothing forbids loading");
      for (const element of document.querySelectorAll("[src], [href], [srcset]")) {
        const where = element.getAttribute("src") ?? element.getAttribute("href") ?? "";
        if (!/^(data:|#)/.test(where)) bad.push(`${element.tagName} loads "${where}"`);
      }
      for (const sheet of document.styleSheets) {
        for (const rule of sheet.cssRules) {
          if (/@import|url\((?!["']?(data:|#))/.test(rule.cssText)) bad.push("style: " + rule.cssText);
        }
      }
      return bad;
    },
  };
})();
