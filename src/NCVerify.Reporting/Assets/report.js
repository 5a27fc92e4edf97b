// Filters claims by text and verdict; the state is in the query, so that a link keeps it. Everything works without.
(function () {
  'use strict';
  var form = document.getElementById('_filter');
  var text = document.getElementById('_text');
  var unexpected = document.getElementById('_unexpected');
  var shown = document.getElementById('_shown');
  var boxes = Array.prototype.slice.call(form.querySelectorAll('input[name=status]'));
  var claims = Array.prototype.slice.call(document.querySelectorAll('section.claim'));
  var papers = Array.prototype.slice.call(document.querySelectorAll('section.paper'));
  var groups = Array.prototype.slice.call(document.querySelectorAll('.contents .group'));
  var chips = Array.prototype.slice.call(document.querySelectorAll('.contents .chip'));

  function read() {
    var query = new URLSearchParams(location.search);
    text.value = query.get('q') || '';
    unexpected.checked = query.get('unexpected') === '1';
    var status = query.get('status');
    boxes.forEach(function (box) { box.checked = status === null || status.split(' ').indexOf(box.value) >= 0; });
  }

  function write() {
    var query = new URLSearchParams();
    if (text.value) query.set('q', text.value);
    if (unexpected.checked) query.set('unexpected', '1');
    var on = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    if (on.length < boxes.length) query.set('status', on.join(' '));
    var search = query.toString();
    try {
      history.replaceState(null, '', location.pathname + (search ? '?' + search : '') + location.hash);
    } catch (e) { /* a browser may refuse this for local files; the filter still works */ }
  }

  function apply() {
    var words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    var on = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var visible = {};
    var count = 0;
    claims.forEach(function (claim) {
      var hay = claim.getAttribute('data-text');
      var show = on.indexOf(claim.getAttribute('data-verdict')) >= 0 &&
        (!unexpected.checked || claim.getAttribute('data-unexpected') === 'yes') &&
        words.every(function (word) { return hay.indexOf(word) >= 0; });
      claim.hidden = !show;
      if (show) { visible[claim.id] = true; count++; }
    });
    papers.forEach(function (paper) { paper.hidden = !paper.querySelector('section.claim:not([hidden])'); });
    chips.forEach(function (chip) { chip.parentNode.hidden = visible[chip.getAttribute('data-claim')] !== true; });
    groups.forEach(function (group) { group.hidden = !group.querySelector('li:not([hidden])'); });
    shown.textContent = count + ' of ' + claims.length + ' claims shown';
  }

  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest('[hidden]')) { form.reset(); apply(); write(); target.scrollIntoView(); }
  }

  form.hidden = false;
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('input', function () { apply(); write(); });
  form.addEventListener('reset', function () { setTimeout(function () { apply(); write(); }, 0); });
  window.addEventListener('hashchange', reveal);
  window.addEventListener('popstate', function () { read(); apply(); });
  read();
  apply();
  reveal();
})();
