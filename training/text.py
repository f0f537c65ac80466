"""From text to words, WordPieces and the three features of a piece. The Rust runtime does exactly the same."""

import re
import unicodedata

WORD = re.compile(r"\w+|[^\w\s]")
OPEN, CLOSE, EITHER, SINGLE = range(4)
DOUBLE = {'"': EITHER, "“": OPEN, "„": OPEN, "«": OPEN, "‟": OPEN, "”": CLOSE, "»": CLOSE}


def words(text):
    """Spans of the words: runs of word characters and single other characters that are not white space."""
    return [m.span() for m in WORD.finditer(text)]


class Pieces:
    """WordPiece: the longest vocabulary entry first, of the lower-cased word without its accents."""

    def __init__(self, vocab):
        self.ids = {piece: i for i, piece in enumerate(vocab)}
        self.cls, self.sep, self.unk = (self.ids[p] for p in ("[CLS]", "[SEP]", "[UNK]"))
        self.cache = {}

    def of(self, word):
        found = self.cache.get(word)
        if found is None:
            found = self.cache[word] = self._split(plain(word))
        return found

    def _split(self, word):
        # A word of many characters is no word; one token keeps the cost linear.
        if not word or len(word) > 64:
            return [self.unk]
        out, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at:
                piece = self.ids.get(("##" if at else "") + word[at:end])
                if piece is not None:
                    break
                end -= 1
            if end == at:
                return [self.unk]
            out.append(piece)
            at = end
        return out


def plain(word):
    """Lower case, decomposed, without the marks that stand on letters (category Mn)."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


def capitals(word):
    """0 no letters, 1 lower case, 2 initial capital, 3 all capitals (two letters or more), 4 mixed."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if all(upper) and len(letters) > 1:
        return 3
    return 2 if upper[0] and not any(upper[1:]) else 4


def paragraphs(text):
    """Spans of the lines that hold more than white space, without the white space around them."""
    out, at = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            out.append((start, start + len(bare)))
        at += len(line) + 1
    return out


def quotations(text, start, end):
    """Spans (outer start, inner start, inner end, outer end) of one paragraph's quotations, as src/annotate/quotes.rs pairs them."""
    return _Pairing(text, start, end).pair()


class _Pairing:
    def __init__(self, text, start, end):
        self.text, self.start, self.end = text, start, end
        self.out, self.no_single_close = [], False

    def pair(self):
        at, opened = self.start, None
        while at < self.end:
            mark, length = self.mark(at)
            if mark is None:
                at += 1
            elif mark == SINGLE:
                at = self.single(at)
            else:
                if opened is None:
                    opens = mark == OPEN or (mark == EITHER and not self.after(at + length).isspace() and self.after(at + length) != "")
                    if opens:
                        opened = len(self.out)
                        self.out.append((at, at + length, at + length, at + length))
                elif mark != OPEN:
                    outer, inner = self.out[opened][:2]
                    self.out[opened] = (outer, inner, at, at + length)
                    opened = None
                at += length
        if opened is not None:
            self.out[opened] = (*self.out[opened][:2], self.end, self.end)
        return self.out

    def mark(self, at):
        c, two = self.text[at], self.text[at:min(at + 2, self.end)]
        if c in DOUBLE:
            return DOUBLE[c], 1
        if two == "``":
            return OPEN, 2
        if two == "''":
            return EITHER, 2
        return (SINGLE, 1) if c in "'‘’" else (None, 0)

    def single(self, at):
        before = self.text[at - 1:at] if at else ""
        opens = (not before or before.isspace() or before in "([\"“—–") and self.after(at + 1).isalnum() and self.text[at] != "’"
        if not opens or self.no_single_close:
            return at + 1
        close = self.single_close(at + 1)
        if close is None:
            return at + 1
        self.out.append((at, at + 1, close, close + 1))
        return close + 1

    def single_close(self, start):
        doubtful = None
        for at in range(start, self.end):
            c = self.text[at]
            if c in '"“”':
                return doubtful
            if c not in "'’" or at == start or self.after(at + 1).isalnum() or self.text[at - 1].isspace():
                continue
            if self.text[at - 1] != "s":
                return at
            if doubtful is None:
                doubtful = at
        self.no_single_close = doubtful is None
        return doubtful

    def after(self, at):
        return self.text[at] if at < self.end else ""


def quote_states(text, spans, pars):
    """0 outside, 1 inside a quotation, 2 a quotation mark itself; one a word. The state of a word is that of its first character."""
    state = bytearray(len(text) + 1)
    for start, end in pars:
        for outer, inner, inner_end, outer_end in quotations(text, start, end):
            for at in range(inner, inner_end):
                state[at] = max(state[at], 1)
            for at in (*range(outer, inner), *range(inner_end, outer_end)):
                state[at] = 2
    return [state[s] for s, _ in spans]
