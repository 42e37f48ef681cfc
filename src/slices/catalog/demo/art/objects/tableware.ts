import { cast, type Draw, fill, move, stroke } from '../drawing.ts'
import { band, gloss, mouth, outline, patch, profile, ring, turn } from '../lathe.ts'
import { biscuit, colours, materials } from '../palette.ts'
import { circle, crescent, curve, oval, rounded, shape } from '../path.ts'

const stonewareMug: Draw = ramp => {
  const body = profile('132 0, 144 8, 154 40, 158 130, 158 320')
  const grip = 'M140,-268C262,-300 276,-70 136,-84'
  const specks = [
    [-60, 90],
    [-20, 210],
    [40, 130],
    [88, 240],
    [-100, 180],
    [10, 60],
    [110, 110],
  ] as const
  return {
    body: move(
      -42,
      0,
      stroke(grip, ramp.shade, 40) +
        move(-6, -7, stroke(grip, ramp.base, 13)) +
        turn(body, ramp) +
        band(body, biscuit, { low: 0, high: 20 }) +
        specks.map(([x, h]) => fill(circle(x, -h, 3.2), ramp.deep, 0.4)).join('') +
        gloss(body, 120, 260) +
        mouth(body, ramp, 10),
    ),
    shadow: move(-42, 0, cast(outline(body))),
    feet: [[-42, 134]],
    rests: 'shelf',
    left: -200,
    right: 200,
    top: -340,
    bottom: 0,
    focus: { middle: [70, -190], side: 330 },
  }
}

const footedBowl: Draw = ramp => {
  const body = profile('78 0, 74 12, 62 34, 66 44!, 140 66, 206 126, 236 196, 244 252')
  return {
    body:
      turn(body, ramp) +
      band(
        body,
        { light: ramp.deep, base: ramp.deep, shade: ramp.deep, deep: ramp.deep },
        { low: 222, high: 231 },
      ) +
      fill(patch(body, { from: -1, to: 1, low: 44, high: 58 }), ramp.deep, 0.35) +
      gloss(body, 120, 200) +
      mouth(body, ramp, 11),
    shadow: cast(outline(body)),
    feet: [[0, 80]],
    rests: 'shelf',
    left: -244,
    right: 244,
    top: -284,
    bottom: 0,
    focus: { middle: [-90, -200], side: 320 },
  }
}

const supperPlate: Draw = ramp => {
  const middle = [0, -246] as const
  const stand = materials.Oak
  return {
    body:
      fill(
        shape([
          [-96, -8],
          [-60, -120],
          [-44, -120],
          [-70, -8],
        ]),
        stand.shade,
      ) +
      fill(
        shape([
          [96, -8],
          [60, -120],
          [44, -120],
          [70, -8],
        ]),
        stand.shade,
      ) +
      fill(circle(0, -246, 220), ramp.base) +
      fill(crescent(middle, 220, { angle: 225, span: 190, thick: 26 }), ramp.light) +
      fill(crescent(middle, 220, { angle: 45, span: 190, thick: 30 }), ramp.shade) +
      stroke(circle(0, -246, 219), ramp.light, 3) +
      fill(circle(0, -246, 152), ramp.shade) +
      fill(circle(3, -242, 147), ramp.base) +
      fill(crescent([3, -242], 147, { angle: 225, span: 170, thick: 26 }), ramp.shade, 0.55) +
      fill(crescent([3, -242], 147, { angle: 45, span: 150, thick: 20 }), ramp.light, 0.7) +
      fill(rounded(-132, -36, 264, 36, 8), stand.base) +
      fill(rounded(-132, -36, 264, 10, 5), stand.light) +
      fill(
        shape([
          [70, -36],
          [124, -36],
          [132, -28],
          [132, -8],
          [124, 0],
          [70, 0],
        ]),
        stand.shade,
      ),
    shadow: cast(circle(0, -246, 220), rounded(-132, -36, 264, 36, 8)),
    feet: [[0, 132, 'flat']],
    rests: 'shelf',
    left: -220,
    right: 220,
    top: -466,
    bottom: 0,
    focus: { middle: [-70, -330], side: 320 },
  }
}

const stoveKettle: Draw = ramp => {
  const body = profile('136 0, 156 10, 184 66, 180 128, 142 196, 92 230!, 90 238')
  const lid = profile('92 236, 72 254, 36 266, 0 270')
  const spout = 'M130,-52C208,-72 212,-176 256,-232L222,-250C184,-206 176,-160 120,-132Z'
  const handle = 'M-122,-196C-150,-440 150,-440 122,-196'
  return {
    body: move(
      -30,
      0,
      fill(spout, ramp.shade) +
        fill('M222,-250C184,-206 176,-160 140,-140L150,-126C196,-150 204,-206 238,-241Z', ramp.base) +
        fill(oval(239, -241, 20, 8), ramp.deep, 0.9) +
        stroke(handle, '#2a3142', 15) +
        stroke('M-62,-353C-24,-376 24,-376 62,-353', materials.Oak.shade, 28) +
        stroke('M-62,-357C-24,-380 24,-380 62,-357', materials.Oak.base, 17) +
        turn(body, ramp) +
        gloss(body, 60, 170, 11) +
        stroke(ring(body, 228), ramp.deep, 4, ' opacity=".6"') +
        turn(lid, ramp) +
        fill(circle(0, -286, 19), materials.Oak.base) +
        fill(crescent([0, -286], 19, { angle: 40, span: 170, thick: 9 }), materials.Oak.shade),
    ),
    shadow: move(-30, 0, cast(outline(body), outline(lid), spout)),
    feet: [[-30, 138]],
    rests: 'shelf',
    left: -214,
    right: 228,
    top: -392,
    bottom: 0,
    focus: { middle: [90, -260], side: 320 },
  }
}

const enamelJug: Draw = ramp => {
  const body = profile('100 0, 116 8, 134 62, 132 150, 106 240, 92 304, 98 370, 108 404')
  const lip = 'M-96,-330C-120,-372 -146,-398 -172,-420C-130,-428 -80,-424 -30,-416L-20,-380Z'
  const grip = 'M100,-374C236,-410 226,-150 124,-112'
  return {
    body: move(
      14,
      0,
      stroke(grip, ramp.shade, 26) +
        move(-4, -5, stroke(grip, ramp.base, 8)) +
        turn(body, ramp) +
        fill(lip, ramp.light) +
        gloss(body, 70, 210, 11) +
        fill(
          'M-176,-422C-130,-436 -60,-424 0,-418C60,-420 108,-416 108,-404C108,-384 -40,-386 -84,-394C-120,-400 -150,-410 -176,-422Z',
          '#fffaf0',
        ) +
        fill(
          'M-150,-420C-110,-428 -60,-417 0,-411C50,-413 96,-411 96,-404C96,-391 -40,-393 -78,-400C-108,-405 -130,-412 -150,-420Z',
          ramp.deep,
        ) +
        fill(
          'M40,-411C70,-411 96,-410 96,-404C96,-398 70,-394 48,-394C70,-400 62,-406 40,-411Z',
          ramp.shade,
        ) +
        stroke(ring(body, 14), '#fffaf0', 7, ' opacity=".85"'),
    ),
    shadow: move(14, 0, cast(outline(body), lip)),
    feet: [[14, 104]],
    rests: 'shelf',
    left: -162,
    right: 224,
    top: -430,
    bottom: 0,
    focus: { middle: [-40, -350], side: 300 },
  }
}

const servingBoard: Draw = ramp => {
  const face =
    'M-122,-22A22,22 0 0 0 -100,0H100A22,22 0 0 0 122,-22V-320C122,-372 46,-356 36,-398V-452A36,36 0 0 0 -36,-452V-398C-46,-356 -122,-372 -122,-320Z'
  const leather = colours.Clay
  const grain = [
    curve([
      [-84, -330],
      [-70, -220],
      [-88, -110],
      [-78, -14],
    ]),
    curve([
      [-30, -400],
      [-20, -280],
      [-46, -150],
      [-34, -14],
    ]),
    curve([
      [24, -380],
      [30, -250],
      [10, -120],
      [22, -14],
    ]),
    curve([
      [70, -334],
      [62, -230],
      [80, -100],
      [66, -14],
    ]),
  ]
  return {
    body:
      move(13, -3, fill(face, ramp.shade)) +
      fill(face, ramp.base) +
      fill('M-122,-22A22,22 0 0 0 -100,0H-78L-70,-345C-104,-352 -122,-352 -122,-320Z', ramp.light) +
      stroke(grain.join(''), ramp.shade, 4, ' opacity=".5"') +
      fill(oval(8, -190, 11, 26), ramp.shade, 0.55) +
      stroke(oval(8, -190, 24, 48), ramp.shade, 3, ' opacity=".5"') +
      fill(circle(0, -448, 15), ramp.deep) +
      stroke('M0,-448C-66,-400 -58,-340 -30,-318M0,-448C-20,-400 -22,-350 -30,-318', leather.shade, 8) +
      fill(circle(-30, -316, 9), leather.shade) +
      stroke('M-30,-316L-38,-282M-30,-316L-22,-284', leather.shade, 7),
    shadow: cast(face),
    feet: [[6, 126, 'flat']],
    rests: 'shelf',
    left: -122,
    right: 135,
    top: -488,
    bottom: 0,
    focus: { middle: [0, -370], side: 290 },
  }
}

export const tablewareDrawings: Record<string, Draw> = {
  'stoneware-mug': stonewareMug,
  'footed-bowl': footedBowl,
  'supper-plate': supperPlate,
  'stove-kettle': stoveKettle,
  'enamel-jug': enamelJug,
  'serving-board': servingBoard,
}
