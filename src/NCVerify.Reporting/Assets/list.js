// Filters and sorts the list of claims; the state is in the query, so that a link keeps it. Everything else works without.
(function () {
  'use strict';
  var form = document.getElementById('_filter');
  var table = document.getElementById('_list');
  if (!form || !table) return;
  var text = document.getElementById('_text');
  var shown = document.getElementById('_shown');
  var boxes = Array.prototype.slice.call(form.querySelectorAll('input[name=status]'));
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var heads = Array.prototype.slice.call(table.querySelectorAll('th[data-sort]'));
  var sort = '';

  // A link to a claim leads to its page, as it did when all claims stood on this one.
  function lead() {
    var row = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (row && row.parentNode === body) { location.replace(row.querySelector('a').href); return true; }
    return false;
  }

  function on() { return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; }); }

  function read() {
    var query = new URLSearchParams(location.search);
    text.value = query.get('q') || '';
    var status = query.get('status');
    boxes.forEach(function (box) { box.checked = status === null || status.split(' ').indexOf(box.value) >= 0; });
    sort = query.get('sort') || '';
  }

  function write() {
    var query = new URLSearchParams();
    if (text.value) query.set('q', text.value);
    if (on().length < boxes.length) query.set('status', on().join(' '));
    if (sort) query.set('sort', sort);
    var search = query.toString();
    try {
      history.replaceState(null, '', location.pathname + (search ? '?' + search : '') + location.hash);
    } catch (e) { /* a browser may refuse this for local files; the filter still works */ }
  }

  function apply() {
    var words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    var standings = on();
    var count = 0;
    rows.forEach(function (row) {
      var hay = (row.textContent + ' ' + row.getAttribute('data-text')).toLowerCase();
      row.hidden = standings.indexOf(row.getAttribute('data-standing')) < 0 || !words.every(function (word) { return hay.indexOf(word) >= 0; });
      if (!row.hidden) count++;
    });
    shown.textContent = count + ' of ' + rows.length + ' claims shown';
    arrange();
  }

  function arrange() {
    var name = sort.replace(/^-/, ''), sign = sort.charAt(0) === '-' ? -1 : 1;
    var column = heads.map(function (h) { return h.getAttribute('data-sort'); }).indexOf(name);
    heads.forEach(function (h, i) {
      if (i === column) h.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending'); else h.removeAttribute('aria-sort');
    });
    var order = rows.slice();
    if (column >= 0) {
      order.sort(function (a, b) {
        var x = key(a, column), y = key(b, column);
        return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : x < y ? -1 : x > y ? 1 : 0) || rows.indexOf(a) - rows.indexOf(b);
      });
    }
    order.forEach(function (row) { body.appendChild(row); });
  }

  function key(row, column) {
    if (column === 0) return rows.indexOf(row);
    var cell = row.cells[column], value = cell.getAttribute('data-v');
    if (value === null) value = column === 3 ? String(parseInt(cell.textContent, 10) || 0) : cell.textContent;
    if (value === 'Infinity') return Infinity;
    return value !== '' && !isNaN(value) ? Number(value) : value;
  }

  if (lead()) return;
  heads.forEach(function (head) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', function () {
      var name = head.getAttribute('data-sort');
      sort = sort === name ? '-' + name : sort === '-' + name ? '' : name;
      arrange();
      write();
    });
    head.textContent = '';
    head.appendChild(button);
  });
  form.hidden = false;
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('input', function () { apply(); write(); });
  form.addEventListener('reset', function () { setTimeout(function () { sort = ''; apply(); write(); }, 0); });
  window.addEventListener('hashchange', lead);
  window.addEventListener('popstate', function () { read(); apply(); });
  read();
  apply();
})();
