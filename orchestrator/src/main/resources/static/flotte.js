// What the pages do beside htmx: the theme, calm refreshes, pictures enlarged.
(function () {
  'use strict';
  var root = document.documentElement;
  var dark = window.matchMedia('(prefers-color-scheme: dark)');

  function stored() {
    try {
      return localStorage.getItem('theme');
    } catch (e) {
      return null; // storage may be forbidden; the system's theme is used then
    }
  }

  function show() {
    root.setAttribute('data-bs-theme', stored() || (dark.matches ? 'dark' : 'light'));
  }

  show();
  dark.addEventListener('change', show);

  function toggle() {
    var next = root.getAttribute('data-bs-theme') === 'dark' ? 'light' : 'dark';
    try {
      // The system's own theme needs no memory, and so follows the system again.
      if ((next === 'dark') === dark.matches) {
        localStorage.removeItem('theme');
      } else {
        localStorage.setItem('theme', next);
      }
    } catch (e) {
      // Shown for this page only.
    }
    root.setAttribute('data-bs-theme', next);
  }

  // A part that somebody reads, uses or selects is not replaced under their hands.
  function inUse(part) {
    var selection = window.getSelection();
    return document.hidden
      || part.contains(document.activeElement)
      || part.querySelector('details[open]') !== null
      || (selection && !selection.isCollapsed && part.contains(selection.anchorNode));
  }

  function stale(is) {
    var note = document.getElementById('perime');
    if (note) {
      note.hidden = !is;
    }
  }

  function enlarge(link) {
    var dialog = document.getElementById('agrandi');
    var small = link.querySelector('img');
    if (!dialog || !small) {
      return;
    }
    var image = document.createElement('img');
    image.src = link.getAttribute('href');
    image.alt = small.alt;
    dialog.querySelector('.image').replaceChildren(image);
    dialog.showModal();
  }

  document.addEventListener('click', function (event) {
    var link = event.target.closest('a[data-agrandir]');
    if (event.target.closest('#theme')) {
      toggle();
    } else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      enlarge(link);
    } else if (event.target.id === 'agrandi') {
      event.target.close();
    }
  });

  document.addEventListener('htmx:beforeRequest', function (event) {
    var part = event.detail.elt;
    if (part.hasAttribute('data-vivant') && inUse(part)) {
      event.preventDefault();
    }
  });
  document.addEventListener('htmx:afterSwap', function (event) {
    if (event.detail.target.id === 'decision') {
      var field = document.querySelector('#confirmation textarea, #confirmation button');
      if (field) {
        field.focus();
      }
    }
  });
  document.addEventListener('htmx:afterRequest', function (event) {
    stale(!event.detail.successful);
  });
})();
