// What the walk of the focus asks of the page. `begin` once per screen, `step` after each Tab, `end` when the round is
// done; see focus.rs for what is checked.
window.walk = (() => {
  const LEVELS = 3; // A field's ring may be on the box around it.
  const TOLERANCE = 3;
  let last = null;
  let walked = [];

  const words = (element) => element.outerHTML.slice(0, 140);

  /** What could carry the ring: the element, what is in it, what follows it at once, and what is closely around it. */
  function carriers(element) {
    const around = [];
    for (let at = element.parentElement, level = 0; at && at !== document.body && level < LEVELS; level++) {
      around.push(at);
      at = at.parentElement;
    }
    const inside = [...element.querySelectorAll('*')].slice(0, 12);
    return [element, ...inside, element.nextElementSibling, ...around].filter(Boolean);
  }

  function ringOf(node) {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(node);
    const isDrawn = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 && !/, 0\)$/.test(outlineColor);
    return { outline: isDrawn ? `${outlineStyle} ${outlineWidth} ${outlineColor}` : '', shadow: boxShadow };
  }

  /** Whether something was drawn around it that is not there once the focus is gone. A carrier that holds the focus
      still, for it is around both places, is judged by its outline alone. */
  function hadRing({ rings }) {
    return rings.some(({ node, ring }) => {
      if (!node.isConnected || node.contains(document.activeElement)) return ring.outline !== '';
      const now = ringOf(node);
      return (ring.outline !== '' && ring.outline !== now.outline) || ring.shadow !== now.shadow;
    });
  }

  /** Where it is for the eye: a field that is drawn by its label is where the label is. */
  function boxOf(element) {
    const box = element.getBoundingClientRect();
    if (box.width > 2 && box.height > 2) return box;
    return (element.closest('label') ?? element.parentElement ?? element).getBoundingClientRect();
  }

  /** The parts of the page that hold one and not the other: what stands side by side there, or one above the other. */
  function branches(before, after) {
    let around = before.parentElement;
    while (around && !around.contains(after)) around = around.parentElement;
    const part = (element) => {
      let at = element;
      while (at.parentElement !== around) at = at.parentElement;
      const box = at.getBoundingClientRect();
      // What takes no room itself (display: contents, a hidden field) is where its content is.
      return box.width > 2 && box.height > 2 ? box : boxOf(element);
    };
    return around && before !== around && !after.contains(before) ? [part(before), part(after)] : null;
  }

  /** Whether a reader's eye would have to go back: up, without going to a column at the right; or left on one line. */
  function goesBack(before, after) {
    const boxes = branches(before, after);
    if (!boxes) return '';
    const [a, b] = boxes;
    const isAbove = b.bottom <= a.top + TOLERANCE;
    const isRight = b.left >= a.right - TOLERANCE;
    if (isAbove && !isRight) return 'up';
    const shared = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const isOneLine = shared > Math.min(a.height, b.height) / 2;
    return isOneLine && b.right <= a.left + TOLERANCE ? 'left' : '';
  }

  /** Why it cannot be seen where it is; empty when it can. */
  function hiddenBy(element) {
    const box = boxOf(element);
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    const isOnTop =
      !top || element.contains(top) || top.contains(element) ||
      top.closest('label')?.contains(element) || element.closest('label')?.contains(top);
    const isInside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: false });
    if (isShown && isOnTop && isInside) return '';
    return !isShown ? 'not shown' : isInside ? `under ${top ? words(top) : ''}` : 'out of the window';
  }

  /** From the top of the page, or of its content; in a dialog, from where it put the focus. */
  function begin(fromTop) {
    last = null;
    walked = [];
    if (!document.querySelector('[role=dialog]')) document.querySelector(fromTop ? '.skip' : 'main h1')?.focus();
    return null;
  }

  /** What is wrong where the focus has come to; `done` when it was there before, or nowhere. */
  function step(done) {
    const until = performance.now() + 600;
    const look = () =>
      requestAnimationFrame(() =>
        setTimeout(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return done({ done: true });
          // What it is on may still be coming into sight.
          if (hiddenBy(element) && performance.now() < until) return look();
          done(arrived(element));
        }, 0),
      );
    look();
  }

  function arrived(element) {
    const told = [];
    // Where there is one place only, Tab stays there: its ring is looked at in the end.
    if (element === last?.element) return { done: true, told, name: words(element) };
    if (last && !hadRing(last)) told.push(`no ring: ${words(last.element)}`);
    const isBack = last?.element.isConnected &&
      !(last.element.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    const isDone = walked.includes(element);
    if (!isDone) {
      const hidden = hiddenBy(element);
      if (hidden) told.push(`hidden, ${hidden}: ${words(element)}`);
      if (last?.element.isConnected && !isBack) {
        const way = goesBack(last.element, element);
        if (way) told.push(`goes ${way}: from ${words(last.element)} to ${words(element)}`);
      }
      walked.push(element);
      last = { element, rings: carriers(element).map((node) => ({ node, ring: ringOf(node) })) };
    } else last = null;
    return { done: isDone, back: isBack, told, name: words(element) };
  }

  /** What of the walk has no name, by axe's own reading of the rules. */
  function end() {
    document.activeElement?.blur();
    const told = last && last.element.isConnected && !hadRing(last) ? [`no ring: ${words(last.element)}`] : [];
    const there = walked.filter((element) => element.isConnected);
    axe.setup(document.body);
    for (const element of there) {
      let name = '';
      try {
        // Of a label around or beside a button axe says nothing here; the browser does.
        const labels = [...(element.labels ?? [])].map((label) => label.textContent);
        name = (axe.commons.text.accessibleText(element) || labels.join(' ')).trim();
      } catch (error) {
        name = String(error);
        told.push(`its name cannot be read (${name}): ${words(element)}`);
      }
      if (name === '') told.push(`no name: ${words(element)}`);
    }
    axe.teardown();
    return { told, places: walked.length };
  }

  return { begin, step, end };
})();
return null;
