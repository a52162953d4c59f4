"use strict";
(() => {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  // One tip for every picture; the titles it replaces stay readable for screen readers.
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("role", "status");
  tip.hidden = true;
  document.body.append(tip);

  const show = (text, box) => {
    tip.textContent = text;
    tip.hidden = false;
    const left = Math.min(box.right + 12, window.innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = Math.max(8, left) + "px";
    tip.style.top = (above > 8 ? above : box.bottom + 8) + "px";
  };
  const hide = () => {
    tip.hidden = true;
    all(".pt.same").forEach((mark) => mark.classList.remove("same"));
  };

  const byPoint = new Map();
  all(".pt[data-point]").forEach((mark) => {
    const title = mark.querySelector("title");
    mark.setAttribute("aria-label", title.textContent);
    title.remove();
    const same = byPoint.get(mark.dataset.point) || [];
    same.push(mark);
    byPoint.set(mark.dataset.point, same);
  });
  const point = (mark) => {
    hide();
    byPoint.get(mark.dataset.point).forEach((other) => other.classList.add("same"));
    show(mark.getAttribute("aria-label"), mark.querySelector(".mark").getBoundingClientRect());
  };
  document.addEventListener("pointerover", (event) => {
    const mark = event.target.closest(".pt[data-point]");
    if (mark) point(mark);
    else if (!event.target.closest(".heat")) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // Left and right walk along the points of a picture.
  all("figure svg[role=img]").forEach((picture) => {
    const marks = all(".pt[data-point]", picture);
    if (marks.length === 0) return;
    let at = -1;
    picture.setAttribute("tabindex", "0");
    picture.addEventListener("blur", hide);
    picture.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (step === 0) return;
      event.preventDefault();
      do at = (at + step + marks.length) % marks.length;
      while (marks[at].style.display === "none");
      point(marks[at]);
    });
  });

  // Filters.
  const filters = document.querySelector(".filters");
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("change", (event) => {
      if (event.target.name === "benchmark") {
        const wanted = event.target.value;
        all("[data-benchmark]").forEach((part) => {
          const own = part.dataset.benchmark === wanted;
          const folded = part.dataset.folded;
          part.hidden = wanted !== "" ? !own : folded === "other";
          if (part.tagName === "DETAILS") part.open = own ? !("keep" in part.dataset) : false;
        });
        // A picture over all benchmarks stands for those that have none of their own.
        if (wanted !== "") {
          all("section").forEach((section) => {
            const parts = all("[data-folded]", section);
            if (parts.length !== 0) parts[0].hidden = parts.some((part) => !part.hidden) ? parts[0].hidden : false;
          });
        }
        return;
      }
      const off = (name) =>
        all("input[name=" + name + "]", filters)
          .filter((box) => !box.checked)
          .map((box) => box.value);
      const methods = off("method");
      const runs = off("run");
      all("[data-method]").forEach((part) => {
        const gone = methods.includes(part.dataset.method) || runs.includes(part.dataset.run);
        part.style.display = gone ? "none" : "";
      });
    });
  }

  // Tables sort by the first number of a cell; cells without one go last.
  const key = (row, column) => {
    const text = row.cells[column] ? row.cells[column].textContent.trim() : "";
    if (column === 0) return text;
    if (text === "●") return 1;
    const number = parseFloat(text.replace(/,/g, ""));
    return Number.isNaN(number) ? null : number;
  };
  const compare = (one, other) => {
    if (one === null || other === null) return (one === null) - (other === null);
    return typeof one === "string" ? one.localeCompare(other) : one - other;
  };
  all("thead button").forEach((button) => {
    button.addEventListener("click", () => {
      const head = button.parentElement;
      const body = head.closest("table").tBodies[0];
      const down = head.getAttribute("aria-sort") === "descending";
      all("th", head.parentElement).forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "ascending" : "descending");
      const rows = Array.from(body.rows).map((row) => [key(row, head.cellIndex), row]);
      rows.sort((one, other) => {
        if (one[0] === null || other[0] === null) return compare(one[0], other[0]);
        return (down ? 1 : -1) * compare(one[0], other[0]);
      });
      body.append(...rows.map((entry) => entry[1]));
    });
  });

  // Heat maps: one letter per cell, a for 0 and k for 1.
  all(".heat").forEach((map) => {
    const points = map.dataset.points.split("\n");
    const problems = map.dataset.problems.split("\n");
    let row = 0;
    let column = 0;
    const cell = () => {
      const box = map.getBoundingClientRect();
      const width = box.width / problems.length;
      const height = box.height / points.length;
      const letter = map.dataset.scores.charCodeAt(row * problems.length + column);
      const left = box.left + column * width;
      const top = box.top + row * height;
      const score = letter === 45 ? "no samples" : (letter - 97) * 10 + " % right";
      show(points[row] + "\nProblem " + problems[column] + "\n" + score, {
        left, top, right: left + width, bottom: top + height,
      });
    };
    const clamp = (value, size) => Math.max(0, Math.min(size - 1, value));
    map.addEventListener("pointermove", (event) => {
      const box = map.getBoundingClientRect();
      column = clamp(Math.floor(((event.clientX - box.left) / box.width) * problems.length), problems.length);
      row = clamp(Math.floor(((event.clientY - box.top) / box.height) * points.length), points.length);
      cell();
    });
    map.addEventListener("pointerleave", hide);
    map.addEventListener("blur", hide);
    map.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      if (!move) return;
      event.preventDefault();
      row = clamp(row + move[0], points.length);
      column = clamp(column + move[1], problems.length);
      cell();
    });
  });
})();
