// Scripts communs PASS
var enCours = true;

function leVoile() {
  var d = document.getElementsByTagName('div');
  for (var i = 0; i < d.length; i++) { if (d[i].className == 'voile') return d[i]; }
  return null;
}
function zone(f, nom) {
  for (var i = 0; i < f.elements.length; i++) {
    var n = f.elements[i].name;
    if (n == nom || n.substring(n.indexOf(':') + 1) == nom) return f.elements[i];
  }
  return null;
}
function attente() { enCours = true; var v = leVoile(); if (v) v.style.display = 'block'; }
function pret(ms) {
  setTimeout(function () { var v = leVoile(); if (v) v.style.display = 'none'; enCours = false; }, ms);
}
function sortirDuCadre() { if (top != self) top.location.href = 'connexion.do'; }

function aller(adresse) { if (enCours) return false; attente(); location.href = adresse; return false; }

function valider(adresse, question, zones) {
  if (enCours) return false;
  var f = document.forms['f1'];
  for (var i = 0; i < zones.length; i++) {
    var z = zone(f, zones[i][0]);
    if (z && z.value.replace(/\s/g, '') == '') { alert('La zone ' + zones[i][1] + ' est obligatoire'); z.focus(); return false; }
  }
  if (question != '' && !confirm(question)) return false;
  attente();
  f.action = adresse;
  f.submit();
  return false;
}
function rechercher(adresse) {
  var f = document.forms['f1'], vide = true;
  for (var i = 0; i < f.elements.length; i++) {
    var z = f.elements[i];
    if (z.type != 'hidden' && z.type != 'button' && z.value.replace(/\s/g, '') != '') vide = false;
  }
  if (vide) { alert('Veuillez saisir au moins un crit\u00e8re'); return false; }
  f.elements['pg'].value = '1';
  return valider(adresse, '', []);
}
function tourner(page) {
  if (enCours) return false;
  document.forms['f1'].elements['pg'].value = page;
  attente();
  document.forms['f1'].submit();
  return false;
}
function choisir(code) {
  if (opener && !opener.closed) { zone(opener.document.forms['f1'], 'txtExp').value = decodeURIComponent(code); }
  window.close();
  return false;
}

// Masques de saisie
function touche(e) { return e ? e.keyCode : 0; }
function mDate(z, e) {
  if (touche(e) == 8 || touche(e) == 46 || touche(e) == 37 || touche(e) == 39) return;
  var c = z.value.replace(/[^0-9]/g, '').substring(0, 8), r = c;
  if (c.length >= 2) r = c.substring(0, 2) + '/' + c.substring(2);
  if (c.length >= 4) r = c.substring(0, 2) + '/' + c.substring(2, 4) + '/' + c.substring(4);
  if (z.value != r) z.value = r;
}
function fDate(z) {
  mDate(z, null);
  if (z.value == '') return;
  var p = z.value.split('/'), j = parseInt(p[0], 10), m = parseInt(p[1], 10), a = parseInt(p[2], 10);
  var d = new Date(a, m - 1, j);
  if (p.length != 3 || p[2].length != 4 || d.getDate() != j || d.getMonth() != m - 1) {
    z.value = '';
    alert('Date invalide (JJ/MM/AAAA)');
  }
}
function mHeure(z, e) {
  if (touche(e) == 8 || touche(e) == 46 || touche(e) == 37 || touche(e) == 39) return;
  var c = z.value.replace(/[^0-9]/g, '').substring(0, 4);
  z.value = c.length >= 2 ? c.substring(0, 2) + ':' + c.substring(2) : c;
}
function fHeure(z) {
  var c = z.value.replace(/[^0-9]/g, '');
  if (c.length == 3) c = '0' + c;
  z.value = c.length == 4 ? c.substring(0, 2) + ':' + c.substring(2) : c;
}
function fPlaque(z) {
  var c = z.value.toUpperCase().replace(/\s/g, ''), m = c.match(/^(\d{1,3})TU(\d{1,4})$/);
  if (m) { z.value = m[1] + ' TU ' + m[2]; return; }
  m = c.match(/^RS(\d{1,6})$/);
  z.value = m ? 'RS ' + m[1] : z.value.toUpperCase();
}
function fMontant(z) {
  var c = z.value.replace(/\s/g, '').replace('.', ',');
  if (!/^\d+(,\d*)?$/.test(c)) return;
  var p = c.split(','), d = ((p[1] || '') + '000').substring(0, 3);
  z.value = p[0].replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ' ') + ',' + d;
}
function fPct(z) { z.value = z.value.replace(/[^0-9]/g, ''); }
