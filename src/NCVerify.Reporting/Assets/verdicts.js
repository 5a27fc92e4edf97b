// Verdicts of claims from evidence records, by the rules of NCVerify.Conformance.VerdictRules: a test holds the two together.
var Verdicts = (function () {
  'use strict';
  function number(value) { return typeof value === 'number' ? value : Number(value); }
  function holds(o) { return number(o.error) <= number(o.tolerance); }
  function speaks(o) { return isFinite(number(o.error)) && isFinite(number(o.tolerance)) && number(o.tolerance) >= 0; }
  function decisive(o) { return isFinite(number(o.error)) && number(o.error) > 10 * number(o.tolerance); }
  function snapshotDiffers(test) { return !!test.snapshot && test.snapshot !== 'equal'; }

  function parse(text) {
    var lines = text.split('\n'), records = [], cut = false;
    lines.forEach(function (line, i) {
      line = line.replace(/^[\uFEFF\r ]+|[\uFEFF\r ]+$/g, '');
      if (!line) return;
      try {
        records.push(JSON.parse(line));
      } catch (e) {
        if (i !== lines.length - 1 || i === 0) throw new Error('line ' + (i + 1) + ' is not a JSON record');
        cut = true;
      }
    });
    if (!records.length || records[0].kind !== 'header') throw new Error('the first line is not the header of an evidence file');
    var last = records[records.length - 1];
    return { records: records, header: records[0], complete: !cut && last.kind === 'footer' && last.records === records.length - 1 };
  }

  function judge(claim, tests, observations, complete) {
    var comparisons = observations.filter(function (o) { return !o.control; });
    var proper = tests.filter(function (t) { return !t.control; });
    var ran = proper.filter(function (t) { return t.outcome !== 'not-run'; });
    var undelivered = names(ran.filter(function (t) { return t.outcome === 'inconclusive'; }));
    if (comparisons.some(function (o) { return speaks(o) && !holds(o) && !undelivered[o.test]; })) return 'refuted';

    var skipped = names(proper.filter(function (t) { return t.outcome === 'not-run'; }));
    if (!ran.length && comparisons.every(function (o) { return skipped[o.test]; })) return 'not run';

    var known = names(tests);
    var doubtful = comparisons.some(function (o) { return !speaks(o) || !known[o.test]; }) ||
      ran.some(function (t) { return doubt(t, comparisons.filter(function (o) { return o.test === t.test; }), claim); }) ||
      toothless(tests, observations) ||
      (!complete && claim.oracles.some(function (oracle) { return !proper.some(function (t) { return t.oracle === oracle; }); }));
    return doubtful ? 'inconclusive' : 'verified';
  }

  function names(tests) {
    var set = Object.create(null);
    tests.forEach(function (t) { set[t.test] = true; });
    return set;
  }

  function doubt(test, comparisons, claim) {
    if (test.outcome === 'inconclusive' || !comparisons.length) return true;
    var explained = claim.expectedVerdict === 'refuted' || snapshotDiffers(test) || comparisons.some(function (o) { return !holds(o); });
    return test.outcome === 'failed' && !explained;
  }

  function toothless(tests, observations) {
    var run = tests.filter(function (t) { return t.control && t.outcome !== 'not-run'; });
    return !run.length || run.some(function (t) {
      return t.outcome === 'inconclusive' || !observations.some(function (o) { return o.control && o.test === t.test && decisive(o); });
    });
  }

  function all(evidence) {
    var verdicts = Object.create(null);
    var tests = byClaim(evidence, 'test'), observations = byClaim(evidence, 'observation');
    evidence.records.forEach(function (r) {
      if (r.kind === 'claim' && !(r.claim in verdicts)) verdicts[r.claim] = judge(r, tests[r.claim] || [], observations[r.claim] || [], evidence.complete);
    });
    return verdicts;
  }

  function byClaim(evidence, kind) {
    var groups = Object.create(null);
    evidence.records.forEach(function (r) { if (r.kind === kind) (groups[r.claim] = groups[r.claim] || []).push(r); });
    return groups;
  }

  return { parse: parse, all: all, holds: holds, number: number };
})();
