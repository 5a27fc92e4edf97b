// Compares two evidence files that the reader chooses or drops. Nothing leaves the page.
(function () {
  'use strict';
  var order = ['verdicts', 'turned', 'added', 'removed', 'moved'];
  var titles = { verdicts: 'Verdicts', turned: 'Comparisons that turned', added: '+ Added comparisons', removed: '− Removed comparisons', moved: 'Numbers that moved' };
  var most = 200, files = { a: null, b: null };
  var status = document.getElementById('_status'), outcome = document.getElementById('_outcome'), changes = document.getElementById('_changes');
  var kinds = document.getElementById('_kinds'), drop = document.getElementById('_drop');
  var boxes = Array.prototype.slice.call(kinds.querySelectorAll('input'));

  function keyed(evidence) {
    var seen = Object.create(null), map = new Map();
    evidence.records.forEach(function (r) {
      if (r.kind !== 'observation') return;
      var name = JSON.stringify([r.claim, r.test, r.quantity]);
      seen[name] = (seen[name] || 0) + 1;
      map.set(name + seen[name], r);
    });
    return map;
  }

  function flat(value) {
    if (Array.isArray(value)) return [].concat.apply([], value.map(flat));
    if (value !== null && typeof value === 'object') return [].concat.apply([], Object.keys(value).map(function (k) { return flat(value[k]); }));
    return [typeof value === 'boolean' ? (value ? 1 : 0) : Verdicts.number(value)];
  }

  function shape(value) { return Array.isArray(value) ? 'list of ' + (value.length ? shape(value[0]) : 'nothing') : value !== null && typeof value === 'object' ? 'group' : typeof value === 'boolean' ? 'flag' : 'number'; }

  function distance(x, y) {
    var p = flat(x), q = flat(y), far = 0;
    if (shape(x) !== shape(y) || p.length !== q.length) return Infinity;
    for (var i = 0; i < p.length; i++) {
      if (Object.is(p[i], q[i]) || p[i] === q[i]) continue;
      far = Math.max(far, isFinite(p[i] - q[i]) ? Math.abs(p[i] - q[i]) : Infinity);
    }
    return far;
  }

  function diff(a, b) {
    var result = { verdicts: [], turned: [], added: [], removed: [], moved: [] };
    var before = Verdicts.all(a), after = Verdicts.all(b);
    Object.keys(before).concat(Object.keys(after).filter(function (id) { return !(id in before); })).sort(natural).forEach(function (id) {
      if (before[id] !== after[id]) result.verdicts.push({ claim: id, a: before[id] || 'absent', b: after[id] || 'absent' });
    });
    var first = keyed(a), second = keyed(b);
    first.forEach(function (o, key) {
      var p = second.get(key);
      if (!p) { result.removed.push({ o: o, a: short(o), b: 'absent' }); return; }
      if (Verdicts.holds(o) !== Verdicts.holds(p)) result.turned.push({ o: o, a: short(o), b: short(p) });
      var far = distance(o.measured, p.measured), tolerance = Verdicts.number(p.tolerance);
      if (far > 0) result.moved.push({ o: o, a: value(o.measured), b: value(p.measured), far: tolerance > 0 && isFinite(far) ? far / tolerance : Infinity });
    });
    second.forEach(function (o, key) { if (!first.has(key)) result.added.push({ o: o, a: 'absent', b: short(o) }); });
    result.moved.sort(function (x, y) { return x.far === y.far ? 0 : y.far - x.far; });
    return result;
  }

  function natural(x, y) { return x.localeCompare(y, 'en', { numeric: true }); }
  function short(o) { return (Verdicts.holds(o) ? 'holds' : 'fails') + ': error ' + digits(Verdicts.number(o.error)) + ', tolerance ' + digits(Verdicts.number(o.tolerance)); }
  function digits(x) { return isFinite(x) ? String(Number(x.toPrecision(3))) : String(x); }
  function value(x) { return typeof x === 'number' || typeof x === 'string' ? String(x) : typeof x === 'boolean' ? String(x) : flat(x).length + ' numbers'; }

  // Text only: evidence may come from anywhere.
  function element(name, text, parent) {
    var e = document.createElement(name);
    if (text !== undefined) e.textContent = text;
    if (parent) parent.appendChild(e);
    return e;
  }

  function table(kind, rows) {
    var section = element('section', undefined, changes);
    section.id = '_kind-' + kind;
    element('h3', titles[kind] + ' (' + rows.length + ')', section);
    if (!rows.length) { element('p', 'None.', section); return; }
    var scroll = element('div', undefined, section);
    scroll.className = 'scroll';
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', titles[kind]);
    var t = element('table', undefined, scroll), head = element('tr', undefined, element('thead', undefined, t)), body = element('tbody', undefined, t);
    [kind === 'verdicts' ? 'Claim' : 'Quantity', 'Earlier', 'Later'].concat(kind === 'moved' ? ['Moved by, in tolerances'] : []).forEach(function (name) { element('th', name, head).scope = 'col'; });
    rows.slice(0, most).forEach(function (row) {
      var tr = element('tr', undefined, body), th = element('th', undefined, tr);
      th.scope = 'row';
      if (kind === 'verdicts') {
        th.textContent = row.claim;
      } else {
        element('strong', row.o.claim + ' ', th);
        th.appendChild(document.createTextNode(row.o.quantity));
        element('small', row.o.test, th);
      }
      element('td', row.a, tr);
      element('td', row.b, tr);
      if (kind === 'moved') element('td', digits(row.far), tr);
    });
    if (rows.length > most) element('p', 'And ' + (rows.length - most) + ' more; ncverify diff lists them all.', section);
  }

  function show() {
    if (!files.a || !files.b) { status.textContent = files.a || files.b ? 'One file read; choose the other.' : 'No file yet.'; return; }
    var result = diff(files.a, files.b);
    changes.textContent = '';
    order.forEach(function (kind) { table(kind, result[kind]); });
    outcome.hidden = false;
    apply();
    status.textContent = result.verdicts.length + ' verdicts changed, ' + result.turned.length + ' comparisons turned, ' + result.added.length + ' added, ' + result.removed.length + ' removed; ' + result.moved.length + ' numbers moved, ' +
      result.moved.filter(function (m) { return m.far > 1; }).length + ' of them by more than the tolerance.' + (files.a.complete && files.b.complete ? '' : ' At least one run was cut off.');
  }

  // Plain or compressed with gzip, as its first two bytes tell.
  function content(file) {
    return file.slice(0, 2).arrayBuffer().then(function (begin) {
      var bytes = new Uint8Array(begin);
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text() : file.text();
    });
  }

  function load(which, file) {
    if (!file) return;
    content(file).then(function (text) {
      files[which] = Verdicts.parse(text);
      document.getElementById('_name-' + which).textContent = file.name + ', ' + files[which].header.started;
      show();
    }).catch(function (error) {
      files[which] = null;
      outcome.hidden = true;
      status.textContent = file.name + ' cannot be read: ' + error.message + '. An evidence file (evidence.jsonl) is expected.';
    });
  }

  function apply() {
    boxes.forEach(function (box) {
      var section = document.getElementById('_kind-' + box.value);
      if (section) section.hidden = !box.checked;
    });
  }

  function read() {
    var shown = new URLSearchParams(location.search).get('show');
    boxes.forEach(function (box) { box.checked = shown === null || shown.split(' ').indexOf(box.value) >= 0; });
  }

  function write() {
    var on = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    try {
      history.replaceState(null, '', location.pathname + (on.length < boxes.length ? '?' + new URLSearchParams({ show: on.join(' ') }) : '') + location.hash);
    } catch (e) { /* a browser may refuse this for local files; the choice still works */ }
  }

  document.getElementById('_choose').hidden = false;
  ['a', 'b'].forEach(function (which) {
    document.getElementById('_' + which).addEventListener('change', function (event) { load(which, event.target.files[0]); });
  });
  kinds.addEventListener('input', function () { apply(); write(); });
  drop.addEventListener('dragover', function (event) { event.preventDefault(); drop.classList.add('over'); });
  drop.addEventListener('dragleave', function () { drop.classList.remove('over'); });
  drop.addEventListener('drop', function (event) {
    event.preventDefault();
    drop.classList.remove('over');
    var dropped = event.dataTransfer.files;
    load(dropped.length > 1 || !files.a ? 'a' : 'b', dropped[0]);
    load('b', dropped[1]);
  });
  read();
})();
