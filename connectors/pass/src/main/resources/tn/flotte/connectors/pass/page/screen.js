// Reads and fills PASS's screens from within the browser, a whole screen in one call. Runs in the top document, which stays while
// the work frame changes; knows nothing of PASS: what to look for comes in as arguments, from screens.yaml.
const net = (t) => (t || '').replace(/[\s\u00a0]+/g, ' ').trim();
const LONGEST_EXCERPT = 300;
const LOOK_MS = 4;

// The window of the work frame, or the top one when there are no frames (login, trouble). Null when it can't be looked into.
function place(cadre) {
  try {
    const w = window.frames[cadre] || window;
    return w.document ? w : null;
  } catch (e) {
    return null;
  }
}

function veilOf(doc, text) {
  for (const d of doc.getElementsByTagName('div')) {
    if (net(d.textContent).startsWith(text)) return d;
  }
  return null;
}
function veiled(doc, text) {
  const v = veilOf(doc, text);
  return v !== null && doc.defaultView.getComputedStyle(v).display !== 'none';
}

const buttons = (doc, text) =>
  [...doc.querySelectorAll('input[type=button],input[type=submit],button')].filter((b) => net(b.value || b.textContent) === text);
const links = (doc, text) => [...doc.querySelectorAll('a')].filter((a) => net(a.textContent) === text);

// The cells beside the cells that bear this label.
function beside(doc, label) {
  const found = [];
  for (const td of doc.getElementsByTagName('td')) {
    if (td.nextElementSibling && net(td.textContent) === label + ' :') found.push(td.nextElementSibling);
  }
  return found;
}
const CONTROL = 'input:not([type=hidden]):not([type=button]):not([type=submit]),select,textarea';

// Boxes of one name are one control; everything else stands alone.
function groups(elements) {
  const byName = new Map();
  for (const e of elements) {
    const key = e.type === 'checkbox' ? e.name : e;
    if (!byName.has(key)) byName.set(key, []);
    byName.get(key).push(e);
  }
  return [...byName.values()];
}
function byWay(doc, way) {
  if (way.libelle) return beside(doc, way.libelle).flatMap((cell) => groups(cell.querySelectorAll(CONTROL)));
  return groups([...doc.querySelectorAll(CONTROL)].filter((e) => e.name === way.nom || e.name.endsWith(':' + way.nom)));
}
// The control that the ways agree on: {elements, way} or {trouble}.
function resolve(doc, ways) {
  let chosen = null;
  let way = -1;
  for (let i = 0; i < ways.length; i++) {
    const found = byWay(doc, ways[i]);
    if (found.length > 1) return {trouble: 'DEUX'};
    if (found.length === 0) continue;
    if (chosen === null) {
      chosen = found[0];
      way = i;
    } else if (chosen[0] !== found[0][0]) {
      return {trouble: 'DESACCORD'};
    }
  }
  return chosen === null ? {trouble: 'ABSENT'} : {elements: chosen, way: way};
}
function valueOf(elements) {
  const e = elements[0];
  if (e.type === 'password') return '';
  if (e.tagName === 'SELECT') return e.selectedIndex < 0 ? '' : net(e.options[e.selectedIndex].textContent);
  if (e.type !== 'checkbox') return e.value;
  return elements.length === 1 ? String(e.checked) : elements.filter((x) => x.checked).map((x) => x.value).join(',');
}

// What stands between the title and the form: PASS's messages.
function messages(doc, veil) {
  const form = doc.forms[0];
  if (!form) return [];
  const found = [];
  for (const cell of doc.querySelectorAll('td')) {
    if (cell.querySelector('td') || (veil && veil.contains(cell))) continue;
    if (!(cell.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    const text = net(cell.textContent);
    if (text && 'PASS - ' + text !== net(doc.title)) found.push(text);
  }
  return found;
}

function listOf(doc, spec) {
  const wanted = Object.entries(spec.colonnes);
  const tables = [];
  for (const table of doc.getElementsByTagName('table')) {
    if (table.rows.length === 0) continue;
    const heads = [...table.rows[0].cells].map((c) => net(c.textContent));
    if (wanted.every(([, head]) => heads.filter((h) => h === head).length === 1)) tables.push([table, heads]);
  }
  if (tables.length !== 1) return {nombre: tables.length, lignes: []};
  const [table, heads] = tables[0];
  const lignes = [...table.rows].slice(1).map((row) => {
    const ligne = {};
    for (const [name, head] of wanted) {
      const cell = row.cells[heads.indexOf(head)];
      ligne[name] = cell ? net(cell.textContent) : '';
      const a = cell ? cell.querySelector('a[href]') : null;
      if (a && a.getAttribute('href') !== '#') ligne[name + '.lien'] = a.href;
    }
    return ligne;
  });
  const list = {nombre: 1, lignes: lignes};
  if (spec.page) {
    const found = net(doc.body.textContent).match(new RegExp(spec.page));
    if (found) {
      list.page = Number(found[1]);
      list.pages = Number(found[2]);
    }
  }
  return list;
}

// The rows of a block that stand under its heading: [label, text] each.
function blockOf(doc, heading) {
  for (const table of doc.getElementsByTagName('table')) {
    if (table.rows.length > 0 && net(table.rows[0].textContent) === heading) {
      return [...table.rows].slice(1).filter((r) => r.cells.length > 1 && !r.querySelector(CONTROL))
        .map((r) => [net(r.cells[0].textContent), r.cells[1].textContent.trim()]);
    }
  }
  return null;
}

function stands(doc, screen) {
  if (net(doc.title) !== screen.titre) return false;
  const r = screen.repere;
  return !r || !r.bouton || buttons(doc, r.bouton).length === 1;
}

// Everything a screen shows, for the first of the expected screens whose landmark stands here.
function read(args, w) {
  const doc = w.document;
  const veil = veilOf(doc, args.voile);
  const vue = {url: w.location.href, titre: net(doc.title), ecran: null, panne: null, messages: messages(doc, veil)};
  const body = doc.body ? doc.body.textContent : '';
  const navigation = w.performance.getEntriesByType('navigation')[0];
  vue.statut = navigation && navigation.responseStatus ? navigation.responseStatus : 0;
  for (const [name, panne] of Object.entries(args.pannes)) {
    if ((panne.titre && vue.titre === panne.titre) || (panne.texte && net(body).includes(panne.texte))) vue.panne = name;
  }
  if (!vue.panne && vue.statut >= 500) vue.panne = 'erreur';
  vue.texte = net(body).slice(0, LONGEST_EXCERPT);
  for (const [name, screen] of Object.entries(args.ecrans)) {
    if (!stands(doc, screen)) continue;
    vue.ecran = name;
    if (screen.bouton) vue.boutons = buttons(doc, screen.bouton).length;
    vue.champs = {};
    for (const [field, ways] of Object.entries(screen.champs)) {
      const r = resolve(doc, ways);
      vue.champs[field] = r.trouble ? {trouble: r.trouble} : {valeur: valueOf(r.elements), voie: r.way, longueur: r.elements[0].maxLength || -1};
    }
    vue.textes = {};
    for (const [field, ways] of Object.entries(screen.textes)) {
      const cells = ways.flatMap((way) => (way.libelle ? beside(doc, way.libelle) : []));
      vue.textes[field] = cells.length === 1 ? {valeur: net(cells[0].textContent)} : {trouble: cells.length === 0 ? 'ABSENT' : 'DEUX'};
    }
    vue.listes = {};
    for (const [field, spec] of Object.entries(screen.listes)) vue.listes[field] = listOf(doc, spec);
    vue.blocs = {};
    for (const [field, heading] of Object.entries(screen.blocs)) vue.blocs[field] = blockOf(doc, heading);
    if (screen.extrait) {
      const found = net(body).match(new RegExp(screen.extrait));
      vue.extrait = found ? found.slice(1) : null;
    }
    break;
  }
  return vue;
}

// Lets a picture show what the veil still covers. The veil itself stays on: what it locks is locked until PASS takes it off.
function unveil(args) {
  const w = place(args.cadre);
  const v = w ? veilOf(w.document, args.voile) : null;
  if (v) v.style.visibility = 'hidden';
}

const mark = (cadre) => {
  const w = place(cadre);
  if (w) w.flotteOld = true;
  return w;
};

// Reads the loaded document if it was not there before: a screen, {muet: true} when nothing can be read, {enHaut: true} when the
// whole window is about to change, null when it is not there yet.
function look(args) {
  let w = null;
  try {
    w = place(args.cadre);
    if (w === null) return {muet: true, raison: 'illisible'};
    if (w.location.href.startsWith('chrome-error:')) return {muet: true, raison: 'injoignable'};
    if (w.flotteOld || w.document.readyState !== 'complete' || !w.document.body || w.location.href === 'about:blank') return null;
    const vue = read(args, w);
    // The login page leaves the frame by itself: it is read once it stands on top.
    if (vue.panne === 'connexion' && w !== window) return {enHaut: true};
    if (args.photo) unveil(args);
    return vue;
  } catch (e) {
    return {muet: true, raison: String(e)};
  }
}

// Waits for a new screen, a slice of the time at once: the window may change under a script, which then never answers.
function waitAndRead(args, done) {
  const until = performance.now() + args.tranche;
  const again = () => {
    const vue = look(args);
    if (vue) done(vue);
    else if (performance.now() > until) done({encore: true});
    else setTimeout(again, LOOK_MS);
  };
  again();
}

// Fills the fields in one go as a hand would leave them, then tells what stands in them.
function fill(args) {
  const w = place(args.cadre);
  const doc = w.document;
  const screen = args.ecrans[args.ecran];
  const result = {};
  const fire = (e, type, make) => e.dispatchEvent(make ? make(type) : new w.Event(type, {bubbles: type !== 'focus' && type !== 'blur'}));
  const resolved = {};
  for (const field of Object.keys(args.valeurs)) {
    resolved[field] = resolve(doc, screen.champs[field]);
    if (resolved[field].trouble) return {[field]: {trouble: resolved[field].trouble}};
  }
  for (const [field, value] of Object.entries(args.valeurs)) {
    const elements = resolved[field].elements;
    const e = elements[0];
    if (e.disabled || e.readOnly) return {[field]: {trouble: 'FERME'}};
    if (e.type === 'checkbox') {
      const wanted = elements.length === 1 ? null : new Set(value.split(',').filter((x) => x));
      if (wanted && [...wanted].some((v) => !elements.some((x) => x.value === v))) return {[field]: {trouble: 'OPTION'}};
      for (const box of elements) {
        const on = wanted ? wanted.has(box.value) : value === 'true';
        if (box.checked !== on) box.click();
      }
    } else if (e.tagName === 'SELECT') {
      const options = [...e.options].filter((o) => o.value === value || net(o.textContent) === value);
      if (options.length !== 1) return {[field]: {trouble: 'OPTION'}};
      fire(e, 'focus');
      e.value = options[0].value;
      fire(e, 'input');
      fire(e, 'change');
      fire(e, 'blur');
    } else {
      if (e.maxLength > 0 && value.length > e.maxLength) return {[field]: {trouble: 'LONG'}};
      fire(e, 'focus');
      e.value = value;
      fire(e, 'input');
      fire(e, 'keyup', (type) => new w.KeyboardEvent(type, {bubbles: true}));
      fire(e, 'change');
      fire(e, 'blur');
    }
  }
  for (const field of Object.keys(args.valeurs)) result[field] = {valeur: valueOf(resolved[field].elements), longueur: -1};
  if (args.photo) unveil(args);
  return result;
}

// Once the veil is off and the fields still hold what was read back: presses the button, after this call has been answered, because
// PASS may ask first. {pret: true}, or why not.
function press(args, done) {
  const until = performance.now() + args.tranche;
  const again = () => {
    const w = place(args.cadre);
    if (w === null) {
      done({muet: true, raison: 'illisible'});
      return;
    }
    const doc = w.document;
    if (!args.direct && veiled(doc, args.voile)) {
      if (performance.now() > until) done({encore: true});
      else setTimeout(again, LOOK_MS);
      return;
    }
    const screen = args.ecrans[args.ecran];
    if (!stands(doc, screen)) {
      done({trouble: 'ECRAN'});
      return;
    }
    for (const [field, value] of Object.entries(args.valeurs)) {
      const r = resolve(doc, screen.champs[field]);
      if (r.trouble || (r.elements[0].type !== 'password' && valueOf(r.elements) !== value)) {
        done({trouble: 'VALEUR', champ: field});
        return;
      }
    }
    const found = args.lien ? links(doc, args.lien) : buttons(doc, screen.bouton);
    if (found.length !== 1) {
      done({trouble: 'BOUTON', nombre: found.length});
      return;
    }
    mark(args.cadre);
    setTimeout(() => (args.direct ? doc.forms[0].submit() : found[0].click()), 0);
    done({pret: true});
  };
  again();
}

const args = JSON.parse(arguments[0]);
const answer = arguments[1];
let result = null;
const done = (found) => {
  result = JSON.stringify(found);
  if (answer) answer(result);
};
switch (args.acte) {
  case 'aller': {
    const w = mark(args.cadre);
    if (w === null) {
      done({muet: true, raison: 'illisible'});
      break;
    }
    w.location.href = new URL(args.adresse, args.base).href;
    waitAndRead(args, done);
    break;
  }
  case 'menu': {
    // The frames of a frameset load one by one: the menu may still be on its way when the work frame is there.
    const until = performance.now() + args.tranche;
    const choose = () => {
      const menu = place(args.menu);
      const loaded = menu && menu !== window && menu.document.readyState === 'complete' && menu.location.href !== 'about:blank';
      if (!loaded) {
        if (performance.now() > until) done({encore: true, rester: true});
        else setTimeout(choose, LOOK_MS);
        return;
      }
      const found = links(menu.document, args.lien);
      if (found.length !== 1) {
        done({trouble: 'MENU', nombre: found.length});
        return;
      }
      mark(args.cadre);
      found[0].click();
      waitAndRead(args, done);
    };
    choose();
    break;
  }
  case 'attendre':
    waitAndRead(args, done);
    break;
  case 'remplir':
    done({champs: fill(args)});
    break;
  case 'presser':
    press(args, done);
    break;
  case 'marquer':
    mark(args.cadre);
    done({});
    break;
  case 'regarder':
    done(look(args) || {encore: true});
    break;
  case 'fichier':
    if (!window.flotteFile || window.flotteFile.id !== args.id) {
      const file = {id: args.id, answer: null};
      window.flotteFile = file;
      fetch(args.adresse, {credentials: 'same-origin', redirect: 'follow'}).then(async (came) => {
        const bytes = new Uint8Array(await came.arrayBuffer());
        let text = '';
        for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
        file.answer = {statut: came.status, genre: came.headers.get('content-type') || '', base64: btoa(text)};
      }).catch((e) => {
        file.answer = {muet: true, raison: String(e)};
      });
    }
    {
      const until = performance.now() + args.tranche;
      const again = () => {
        if (window.flotteFile.answer) done(window.flotteFile.answer);
        else if (performance.now() > until) done({encore: true});
        else setTimeout(again, LOOK_MS);
      };
      again();
    }
    break;
  default:
    done({trouble: 'ACTE'});
}
return result;
