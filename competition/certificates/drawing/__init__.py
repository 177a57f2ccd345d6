"""How a certificate is drawn: shapes, motifs, lettering, and one module for each design.

page        a canvas in millimetres, y downward
curves      points -> smooth paths; gears, stars, circles
rosette, band, medal, frame, seal    the motifs
lettering   text -> runs of faces, placed and measured
breaking    where lines may end; paragraph: a sentence on few lines
code        the QR code; microtext: a line for a loupe
static      art that is the same for all, kept compressed
formal, minimal    the two designs: `ART` is the same for all, `write` is not
"""
