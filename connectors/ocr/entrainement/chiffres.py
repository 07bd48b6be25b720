#!/usr/bin/env python3
"""Trains the reader of written figures (chiffres.onnx, see docs/adr/0018).

Every sample is made here: a plate, date, policy, number... written with a handwriting font, glyph by glyph, then
shaken, bent, thinned, blurred, cut and dirtied as forms are once their print is taken away. No scan of a person is used,
except, if given, the 8x8 digits of the UCI set "Optical Recognition of Handwritten Digits" (43 writers, CC BY 4.0).

    apt-get install fonts-dkg-handwriting fonts-bwht fonts-comic-neue fonts-kristi fonts-havana fonts-dancingscript \\
                    fonts-kaushanscript fonts-leckerli-one fonts-aenigma fonts-liberation fonts-lato fonts-gnutypewriter
    pip install torch onnx opencv-python-headless pillow numpy
    ./chiffres.py --minutes 40 --sortie ../src/main/resources/tn/flotte/connectors/ocr/chiffres/chiffres.onnx

A hand that shall be measured must not be trained: --sauf leaves fonts out by a part of their names, --controle tells
after the training how many lines in given fonts are read wholly right.
"""
import argparse
import glob
import gzip
import math
import random
import time

import cv2
import numpy as np
import torch
from PIL import Image, ImageDraw, ImageFont
from torch import nn

# The classes after the blank; HandFigures.java holds the same text.
CLASSES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZh/-.:+"
HEIGHT, WIDTH, MARGIN, INK = 32, 320, 4, 28
CANVAS = 126

HANDS = ("dkg.ttf dkgIt.ttf BecauseWeLearn-Regular BecauseWeBuild-Regular BecauseWeConnect-Regular ComicNeue-Light.otf "
         "ComicNeue-LightItalic ComicNeue-Regular Kristi.ttf Havana-Regular DancingScript-Regular DancingScript-Bold "
         "Kaushan Leckerli aescrawl jmacscrl madscrwl larkspur lethargi jekyll bendable kurvatur roughday vigilanc dented "
         "ecliptic gyneric.ttf jargon lakeshor lamebrai nominal nostalgi saunder slenmini thwart upraise zoetrope "
         "draggle.ttf rambling wayward.ttf").split()
TYPE = ("LiberationSans-Italic LiberationSans-Regular LiberationSerif-Italic LiberationMono-Regular "
        "LiberationSansNarrow-Italic DejaVuSans-ExtraLight Lato-Light.ttf Lato-LightItalic GNUTypewriter").split()


def fonts(names, but):
    files = sorted(glob.glob("/usr/share/fonts/**/*.[to]tf", recursive=True))
    found = [next((f for f in files if n in f), None) for n in names if not any(b in n for b in but)]
    return [glyphs(f) for f in found if f]


def glyphs(path):
    """Each character's picture and width, figures 27 pixels high."""
    font = ImageFont.truetype(path, 64)
    box = font.getbbox("0")
    font = ImageFont.truetype(path, int(64 * 27 / max(8, box[3] - box[1])))
    all_of_them = {}
    for c in CLASSES:
        width = font.getlength(c)
        image = Image.new("L", (int(max(width, font.getbbox(c)[2])) + 24, 100), 0)
        ImageDraw.Draw(image).text((12, 14), c, fill=255, font=font)
        all_of_them[c] = (np.asarray(image).astype(np.float32), width)
    return all_of_them


def uci(path):
    """Digits of real writers, by digit."""
    digits = {str(d): [] for d in range(10)}
    for row in np.loadtxt(gzip.open(path), delimiter=","):
        image = cv2.resize((row[:64].reshape(8, 8) / 16 * 255).astype(np.float32), (27, 27), interpolation=cv2.INTER_CUBIC)
        digits[str(int(row[64]))].append(np.clip((cv2.GaussianBlur(image, (0, 0), 1.4) - 90) * 3, 0, 255))
    return digits


class Samples:
    """Lines of figures as people write them into forms."""

    def __init__(self, hands, typed, real, seed):
        self.hands, self.typed, self.real = hands, typed, real
        self.r = random.Random(seed)
        self.n = np.random.default_rng(seed)

    def digits(self, n):
        return "".join(self.r.choice("0123456789") for _ in range(n))

    def text(self):
        r, d = self.r, self.digits
        kind = r.random()
        if kind < 0.30:
            day, month, year = r.randint(1, 31), r.randint(1, 12), r.choice([r.randint(2020, 2029), r.randint(1970, 2030)])
            s = r.choice("//--.")
            return r.choice([f"{day:02d}{s}{month:02d}{s}{year}", f"{day:02d}{s}{month:02d}{s}{year}",
                             f"{day:02d}{s}{month:02d}{s}{year % 100:02d}", f"{day}{s}{month}{s}{year % 100:02d}",
                             f"{day:02d}{month:02d}{year}"])
        if kind < 0.50:
            if r.random() < 0.2:
                return "RS" + d(r.randint(4, 6))
            return d(r.choice([2, 3, 3, 3])) + r.choice(["TU", "TU", "TU", "TUN", "TUNIS"]) + d(r.choice([3, 4, 4, 4]))
        if kind < 0.66:
            return r.choice([f"{d(3)}/{d(3)}/{d(7)}", f"{d(3)}/{d(3)}/{d(7)}", f"{d(2)}-{d(3)}-{d(5)}",
                             r.choice("ABCDEFGHJKLMNPRSTUVWXYZ") + d(6), d(7), f"{d(4)}/{d(4)}"])
        if kind < 0.74:
            return f"{d(2)}/{d(6)}"
        if kind < 0.81:
            return d(8) if r.random() < 0.85 else "+216" + d(8)
        if kind < 0.88:
            return f"D{d(2)}-{d(3)}-{d(5)}"
        if kind < 0.93:
            return d(2) + r.choice(["h", ":", "H", ".", ""]) + d(2)
        return "E" + d(3) if kind < 0.96 else d(r.randint(1, 8))

    def place(self, picture, scale, turn, rise):
        m = cv2.getRotationMatrix2D((picture.shape[1] / 2, 50), turn, scale)
        m[1, 2] += 13 + rise
        return cv2.warpAffine(picture, m, (picture.shape[1], CANVAS))

    def written(self, text):
        r = self.r
        kind = r.random()
        real = self.real and ((kind < 0.12 and text.isdigit()) or (kind < 0.2 and all(c in "0123456789/-." for c in text)))
        pool = self.typed if kind > 0.9 and self.typed else self.hands
        hand, mixed, comb = r.choice(pool), r.random() < 0.15, r.random() < 0.12
        gap = r.uniform(-2, 3) if r.random() < 0.7 else r.uniform(1, 9)
        shake, size = r.choice([0, 1, 2, 4]), r.uniform(0.85, 1.15)
        line = np.zeros((CANVAS, 44 * len(text) + 120), np.float32)
        x = 24.0
        for c in text:
            if mixed and r.random() < 0.5:
                hand = r.choice(pool)
            if real and c in self.real:
                picture = np.zeros((CANVAS, 52), np.float32)
                picture[41:68, 12:39] = r.choice(self.real[c])
                inked = np.where(picture.max(0) > 60)[0]
                width = len(inked) and inked[-1] - inked[0] + 5 or 20
                picture = np.roll(picture, 12 - int(inked[0]) if len(inked) else 0, 1)
            else:
                picture, width = hand[c]
                picture = self.place(picture, size * r.uniform(1 - 0.03 * shake, 1 + 0.03 * shake),
                                     r.uniform(-2, 2) * shake, r.uniform(-0.8, 0.8) * shake)
            left = max(0, int(x) - 12)
            fits = min(picture.shape[1], line.shape[1] - left)
            line[:, left:left + fits] = np.maximum(line[:, left:left + fits], picture[:, :fits])
            x += max(3, width * size + gap + r.uniform(-0.7, 0.7) * shake)
            if "TU" in text and c in "US":
                x += r.uniform(0, 16)
            if comb:
                x += 6
            if r.random() < 0.04:
                x += r.uniform(3, 15)
        return self.bent(line, real)

    def bent(self, line, real):
        r = self.r
        h, w = line.shape
        slant, turn = r.gauss(0, 0.13), r.gauss(0, 0.012)
        m = np.float32([[r.uniform(0.8, 1.2), -slant, slant * 63], [turn, 1, -turn * w / 2]])
        line = cv2.warpAffine(line, m, (int(w * 1.25) + 30, h))
        if r.random() < 0.6:
            h, w = line.shape
            field = self.n.standard_normal((h // 10 + 2, w // 10 + 2, 2)).astype(np.float32)
            field = cv2.resize(field, (w, h), interpolation=cv2.INTER_CUBIC) * r.uniform(3, 14) * 0.14
            gx, gy = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
            line = cv2.remap(line, gx + field[..., 0], gy + field[..., 1], cv2.INTER_LINEAR)
        pen = r.random()
        if pen < 0.2:
            return cv2.dilate(line, np.ones((2, 3), np.uint8))
        if pen < 0.28 and not real:
            return cv2.dilate(line, np.ones((3, 4), np.uint8))
        return cv2.erode(line, np.ones((2, 2), np.uint8)) if pen < 0.4 else line

    def one(self):
        """The network's input and its text."""
        r = self.r
        text = self.text()
        line = self.written(text)
        if r.random() < 0.3:  # a rule of the form was wiped out
            y = r.randint(53, 83)
            line[y:y + r.choice([1, 2, 3])] *= r.uniform(0, 0.4)
        if r.random() < 0.12:  # or left its dots
            line[r.randint(60, 85)] = np.maximum(line[66], (self.n.random(line.shape[1]) < 0.3) * 200)
        ys, xs = np.where(line > 90)
        if len(ys) == 0:
            return self.one()
        loose = lambda: r.choice([0, 0, 0, 1, 2, 3, 5])
        line = line[max(0, ys.min() - loose()):ys.max() + 1 + loose(), max(0, xs.min() - loose()):xs.max() + 1 + loose()]
        coarse = r.choice([1, 1, 0.8, 0.6, 0.45])
        if coarse < 1:
            size = (max(8, int(line.shape[1] * coarse)), max(6, int(line.shape[0] * coarse)))
            line = cv2.resize(line, size, interpolation=cv2.INTER_AREA)
        if r.random() < 0.15:  # a fax knows black and white only
            line = (line + self.n.normal(0, 30, line.shape) > 110) * np.float32(255)
        return self.framed(line * r.uniform(0.45, 1)), text

    def framed(self, line):
        r = self.r
        width = min(WIDTH - 2 * MARGIN, max(4, round(line.shape[1] * INK / line.shape[0])))
        way = cv2.INTER_AREA if line.shape[0] > INK else cv2.INTER_CUBIC
        image = np.zeros((HEIGHT, WIDTH), np.float32)
        image[2:2 + INK, MARGIN:MARGIN + width] = cv2.resize(line.astype(np.float32), (width, INK), interpolation=way)
        if r.random() < 0.5:
            image = cv2.GaussianBlur(image, (0, 0), r.uniform(0.4, 1.0))
        if r.random() < 0.5:
            noise = self.n.normal(0, r.uniform(1, 12), image.shape).astype(np.float32)
            image += noise * (1 if r.random() < 0.3 else (image > 20))
        return np.clip(image / max(60, image.max()), 0, 1)


class Net(nn.Module):
    """Convolutions only: a place of the output sees about a third of the line's height times three figures."""

    def __init__(self):
        super().__init__()

        def step(i, o, kernel, padding):
            return nn.Sequential(nn.Conv2d(i, o, kernel, padding=padding, bias=False), nn.BatchNorm2d(o), nn.ReLU())

        self.look = nn.Sequential(step(1, 10, 3, 1), nn.MaxPool2d(2), step(10, 20, 3, 1), nn.MaxPool2d(2),
                                  step(20, 32, 3, 1), step(32, 44, 3, 1), nn.MaxPool2d((2, 1)), step(44, 64, 3, 1),
                                  step(64, 96, (4, 1), 0))
        self.wide, self.wider = step(96, 96, (1, 5), (0, 2)), step(96, 96, (1, 3), (0, 1))
        self.say = nn.Sequential(nn.Dropout(0.15), nn.Conv2d(96, len(CLASSES) + 1, 1))

    def forward(self, x):
        x = self.look(x)
        x = x + self.wide(x)
        x = x + self.wider(x)
        return self.say(x).squeeze(2)


def read(net, images):
    texts = []
    for row in net(images).argmax(1).tolist():
        text, before = "", -1
        for c in row:
            if c != before and c:
                text += CLASSES[c - 1]
            before = c
        texts.append(text)
    return texts


def train(net, samples, minutes, batch=48, rate=2e-3):
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-4)
    ctc = nn.CTCLoss(zero_infinity=True)
    begin, step = time.time(), 0
    while (done := (time.time() - begin) / 60 / minutes) < 1:
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, step / 150 + 0.05) * (0.5 * (1 + math.cos(math.pi * done)) + 0.01)
        lines = [samples.one() for _ in range(batch)]
        x = torch.tensor(np.stack([image for image, _ in lines]))[:, None]
        longest = int((x.amax((0, 1, 2)) > 0.05).nonzero().max()) + 6
        x = x[..., :min(WIDTH, (longest + 3) // 4 * 4)]
        y = torch.tensor([CLASSES.index(c) + 1 for _, text in lines for c in text])
        lengths = torch.tensor([len(text) for _, text in lines])
        out = net(x).permute(2, 0, 1).log_softmax(2)
        loss = ctc(out, y, torch.full((batch,), out.shape[0]), lengths)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimizer.step()
        step += 1
        if step % 100 == 0:
            print(f"{step} steps, {done * minutes:.1f} min, loss {loss.item():.3f}", flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--minutes", type=float, default=40)
    p.add_argument("--sortie", default="chiffres.onnx")
    p.add_argument("--sauf", nargs="*", default=[], help="fonts that are not to be trained")
    p.add_argument("--avec", nargs="*", default=[], help="further fonts to train")
    p.add_argument("--controle", nargs="*", default=[], help="fonts to measure on")
    p.add_argument("--uci", help="digits.csv.gz of scikit-learn")
    p.add_argument("--graine", type=int, default=1)
    a = p.parse_args()
    torch.manual_seed(a.graine)
    hands = fonts(HANDS + a.avec, a.sauf)
    samples = Samples(hands, fonts(TYPE, a.sauf), uci(a.uci) if a.uci else None, a.graine)
    net = Net()
    print(len(hands), "hands,", sum(q.numel() for q in net.parameters()), "weights", flush=True)
    train(net, samples, a.minutes)
    net.eval()
    with torch.no_grad():
        for name in a.controle:
            control = Samples(fonts([name], []), [], None, 2)
            lines = [control.one() for _ in range(200)]
            said = read(net, torch.tensor(np.stack([image for image, _ in lines]))[:, None])
            print(name, sum(s == t for s, (_, t) in zip(said, lines)) / 200)
    torch.onnx.export(net, torch.zeros(1, 1, HEIGHT, WIDTH), a.sortie, input_names=["x"], output_names=["y"],
                      opset_version=11, dynamo=False)


if __name__ == "__main__":
    main()
