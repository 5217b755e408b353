"""Plain text as mail programs send it, as it was typed."""

_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_END = "-----END PGP SIGNATURE-----"


def unflowed(text, without_space=False):
    """Return ``text`` with its paragraphs in one piece again (RFC 3676). Quotations are left as they are.

    ``without_space`` says that the space at the end of a broken line is not one that was typed ("DelSp").
    """
    lines, goes_on = [], False
    for line in text.split("\n"):
        if line.startswith(">"):
            lines.append([line])
            goes_on = False
            continue
        if line.startswith(" "):
            # Put there so that the line does not look like a quotation.
            line = line[1:]
        if line == "-- ":
            lines.append([line])
            goes_on = False
            continue
        if goes_on:
            lines[-1].append(line)
        else:
            lines.append([line])
        goes_on = line.endswith(" ")
        if goes_on and without_space:
            lines[-1][-1] = line[:-1]
    return "\n".join("".join(pieces) for pieces in lines)


def without_armor(text):
    """Return ``text`` without what PGP puts round words that it signs; nobody checks the signature here."""
    if _SIGNED not in text:
        return text
    lines, where = [], "outside"
    for line in text.split("\n"):
        stripped = line.rstrip()
        if where == "outside" and stripped == _SIGNED:
            where = "head"
        elif where == "head":
            where = "head" if stripped else "words"
        elif where == "words" and stripped == _SIGNATURE:
            where = "signature"
        elif where == "signature":
            where = "outside" if stripped == _END else "signature"
        else:
            lines.append(line[2:] if where == "words" and line.startswith("- ") else line)
    return "\n".join(lines)
