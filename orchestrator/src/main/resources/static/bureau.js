// The review desk: typing a value chooses it; the paper shows the field that is worked on.
(function () {
  'use strict';

  function sheets() {
    return Array.from(document.querySelectorAll('.feuille'));
  }

  function show(file) {
    var all = sheets();
    var wanted = all.find(function (sheet) { return sheet.dataset.fichier === file; }) || all[0];
    all.forEach(function (sheet) { sheet.hidden = sheet !== wanted; });
    document.querySelectorAll('[data-feuille]').forEach(function (button) {
      button.setAttribute('aria-pressed', String(wanted && button.dataset.fichier === wanted.dataset.fichier));
    });
    return wanted;
  }

  function shown() {
    return sheets().find(function (sheet) { return !sheet.hidden; });
  }

  // Lights the zone and brings it into view within its frame, never moving the page itself.
  function light(file, field) {
    document.querySelectorAll('.zone.allumee').forEach(function (zone) { zone.classList.remove('allumee'); });
    var sheet = sheets().find(function (one) { return one.dataset.fichier === file; });
    if (!sheet) {
      return;
    }
    show(file);
    var zone = Array.from(sheet.querySelectorAll('.zone')).find(function (one) { return one.dataset.champ === field; });
    if (!zone) {
      return;
    }
    zone.classList.add('allumee');
    var frame = sheet.querySelector('.cadre-vue');
    var place = zone.getBoundingClientRect();
    var view = frame.getBoundingClientRect();
    frame.scrollTop += place.top + place.height / 2 - view.top - view.height / 2;
    frame.scrollLeft += place.left + place.width / 2 - view.left - view.width / 2;
  }

  function zoom(factor) {
    var svg = shown() && shown().querySelector('svg[data-largeur]');
    if (svg) {
      var percent = Math.min(400, Math.max(50, Number(svg.dataset.zoom || 100) * factor));
      svg.dataset.zoom = percent;
      svg.style.width = percent + '%';
    }
  }

  function turn() {
    var svg = shown() && shown().querySelector('svg[data-largeur]');
    if (!svg) {
      return;
    }
    var width = Number(svg.dataset.largeur);
    var height = Number(svg.dataset.hauteur);
    var quarter = (Number(svg.dataset.quart || 0) + 1) % 4;
    svg.dataset.quart = quarter;
    var moves = ['', 'translate(' + height + ' 0) rotate(90)', 'translate(' + width + ' ' + height + ') rotate(180)',
      'translate(0 ' + width + ') rotate(270)'];
    svg.querySelector('g').setAttribute('transform', moves[quarter]);
    svg.setAttribute('viewBox', quarter % 2 ? '0 0 ' + height + ' ' + width : '0 0 ' + width + ' ' + height);
  }

  document.addEventListener('click', function (event) {
    var sheet = event.target.closest('[data-feuille]');
    if (sheet) {
      show(sheet.dataset.fichier);
    } else if (event.target.closest('#vue-plus')) {
      zoom(1.25);
    } else if (event.target.closest('#vue-moins')) {
      zoom(0.8);
    } else if (event.target.closest('#vue-tourner')) {
      turn();
    }
  });
  document.addEventListener('focusin', function (event) {
    var field = event.target.closest('.champs [data-champ]');
    if (field) {
      light(field.dataset.fichier, field.dataset.champ);
    }
  });
  document.addEventListener('input', function (event) {
    var other = event.target;
    if (!other.classList.contains('autre-valeur') || other.value === '') {
      return;
    }
    var radio = document.getElementById(other.id.replace(/-valeur$/, '-autre'));
    if (radio) {
      radio.checked = true;
    }
  });
  document.addEventListener('change', function (event) {
    var radio = event.target;
    if (radio.type === 'radio' && radio.value === 'autre') {
      var other = document.getElementById(radio.id.replace(/-autre$/, '-valeur'));
      if (other) {
        other.focus();
      }
    }
  });

  if (sheets().length > 0) {
    show('');
    var active = document.activeElement && document.activeElement.closest('.champs [data-champ]');
    if (active) {
      light(active.dataset.fichier, active.dataset.champ);
    }
  }
})();
// The text of the rules: as tall as it has lines, numbered, with a way to each line that is wrong.
(function () {
  'use strict';
  var text = document.getElementById('texte');
  var margin = document.getElementById('marge');
  if (!text || !margin) {
    return;
  }
  var faulty = new Set(Array.from(document.querySelectorAll('[data-ligne]'), function (link) {
    return Number(link.dataset.ligne);
  }));

  function number() {
    var lines = text.value.split('\n').length;
    if (lines === margin.childElementCount) {
      return;
    }
    var numbers = document.createDocumentFragment();
    for (var line = 1; line <= lines; line++) {
      var one = document.createElement('span');
      one.textContent = String(line);
      if (faulty.has(line)) {
        one.className = 'fautive';
      }
      numbers.append(one, '\n');
    }
    margin.replaceChildren(numbers);
    text.rows = lines + 1;
  }

  function go(line) {
    var lines = text.value.split('\n');
    var from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    text.focus({preventScroll: true});
    text.setSelectionRange(from, from + lines[line - 1].length);
    var frame = text.parentElement;
    var height = parseFloat(getComputedStyle(text).lineHeight);
    frame.scrollTop = (line - 1) * height - frame.clientHeight / 3;
    frame.scrollIntoView({block: 'nearest'});
  }

  text.addEventListener('input', number);
  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[data-ligne]');
    if (link) {
      event.preventDefault();
      go(Number(link.dataset.ligne));
    }
  });
  margin.replaceChildren();
  number();
  var trouble = document.getElementById('refus') || document.getElementById('depasse');
  if (trouble) {
    trouble.focus();
  }
})();
