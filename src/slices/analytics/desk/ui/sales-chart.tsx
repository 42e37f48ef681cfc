'use client'

import { useId, useState } from 'react'
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { SegmentedControl } from '#platform/forms/segmented-control.tsx'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { Card, CardHeading } from '#platform/ui/card.tsx'
import { formatDay, formatMoney, formatTime } from '#platform/ui/format.ts'
import { AXIS_STEPS, axisTop, shortMoney, type Today } from './figures.ts'

const place = { timeZone: SHOP_TIME_ZONE }
const CHART_HEIGHT = 240

const SPANS = [
  { value: 'hours', label: 'Today' },
  { value: 'days', label: '14 days' },
]

/** The least height of the axes, so that an empty chart still has labels. */
const LEAST_ORDERS = 4
const LEAST_MINOR = 4_000

/** `ahead` means that the hour or day has not begun, so the chart draws no line there. */
type Point = { label: string; orders: number; revenueMinor: number; ahead: boolean }

function most(points: Point[], figure: 'orders' | 'revenueMinor'): number {
  return points.reduce((most, point) => Math.max(most, point[figure]), 0)
}

/** Paid orders and their revenue by hour or day, as a chart and as a table for people who cannot see the chart. */
export function SalesChart({ today }: { today: Today }) {
  const [span, setSpan] = useState('hours')
  const titleId = useId()
  const points: Point[] = (span === 'hours' ? today.hours : today.days).map(
    ({ startsAt, orders, revenueMinor }) => ({
      label: span === 'hours' ? formatTime(startsAt, place) : formatDay(startsAt, place),
      orders,
      revenueMinor,
      ahead: startsAt > today.readAt,
    }),
  )
  const per = span === 'hours' ? 'hour today' : 'day, last 14 days'
  return (
    <Card aria-labelledby={titleId}>
      <CardHeading
        id={titleId}
        className="flex-wrap"
        aside={
          <SegmentedControl
            label="Period"
            name="sales-span"
            options={SPANS}
            value={span}
            onValueChange={setSpan}
          />
        }
      >
        Orders and revenue per {per}
      </CardHeading>
      <Legend />
      <div role="img" aria-label={summaryOf(points, per, today.currency)}>
        <Drawing points={points} currency={today.currency} />
      </div>
      <PointTable
        points={points}
        currency={today.currency}
        caption={`Orders and revenue per ${per}`}
        unit={span === 'hours' ? 'Hour' : 'Day'}
      />
    </Card>
  )
}

function Legend() {
  return (
    <p aria-hidden="true" className="mb-2 flex gap-5 text-muted text-sm">
      <span className="flex items-center gap-2">
        <span className="size-3 rounded-[3px] bg-chart-1" />
        Orders
      </span>
      <span className="flex items-center gap-2">
        <span className="h-0.75 w-4 rounded-pill bg-chart-2" />
        Revenue
      </span>
    </p>
  )
}

const axis = {
  stroke: 'var(--chart-label)',
  tick: { fill: 'var(--chart-label)', fontSize: 12 },
  tickLine: false,
  axisLine: false,
} as const

function Drawing({ points, currency }: { points: Point[]; currency: string }) {
  return (
    <ResponsiveContainer
      width="100%"
      height={CHART_HEIGHT}
      initialDimension={{ width: 640, height: CHART_HEIGHT }}
    >
      <ComposedChart
        data={points}
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
        <XAxis dataKey="label" {...axis} minTickGap={24} />
        <YAxis
          yAxisId="orders"
          {...axis}
          width={32}
          allowDecimals={false}
          domain={[0, axisTop(most(points, 'orders'), LEAST_ORDERS)]}
          tickCount={AXIS_STEPS + 1}
        />
        <YAxis
          yAxisId="revenue"
          orientation="right"
          {...axis}
          width={52}
          domain={[0, axisTop(most(points, 'revenueMinor'), LEAST_MINOR)]}
          tickCount={AXIS_STEPS + 1}
          tickFormatter={(amountMinor: number) => shortMoney(amountMinor, currency)}
        />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          contentStyle={{
            background: 'var(--ink)',
            border: 0,
            borderRadius: 8,
            padding: '6px 10px',
            fontSize: 14,
          }}
          labelStyle={{ color: 'var(--page)', fontWeight: 650 }}
          itemStyle={{ color: 'var(--page)', padding: 0 }}
          formatter={(value, name) => [
            name === 'Revenue' ? formatMoney(Number(value), currency) : String(value),
            name,
          ]}
        />
        <Bar
          yAxisId="orders"
          dataKey="orders"
          name="Orders"
          fill="var(--chart-1)"
          radius={[3, 3, 0, 0]}
          maxBarSize={28}
          isAnimationActive={false}
        />
        <Line
          yAxisId="revenue"
          dataKey={(point: Point) => (point.ahead ? null : point.revenueMinor)}
          name="Revenue"
          type="linear"
          stroke="var(--chart-2)"
          strokeWidth={2.5}
          dot={false}
          activeDot={{ r: 4, fill: 'var(--chart-2)', stroke: 'var(--surface)' }}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

function summaryOf(points: Point[], per: string, currency: string): string {
  const orders = points.reduce((sum, point) => sum + point.orders, 0)
  const revenueMinor = points.reduce((sum, point) => sum + point.revenueMinor, 0)
  const best = points.reduce<Point | null>(
    (most, point) => (point.orders > (most?.orders ?? 0) ? point : most),
    null,
  )
  const peak = best
    ? ` Most at ${best.label}: ${best.orders} orders, ${formatMoney(best.revenueMinor, currency)}.`
    : ''
  return `Chart of orders and revenue per ${per}: ${orders} orders, ${formatMoney(revenueMinor, currency)} in all.${peak} The table below has every figure.`
}

function PointTable({
  points,
  currency,
  caption,
  unit,
}: {
  points: Point[]
  currency: string
  caption: string
  unit: string
}) {
  return (
    <details className="mt-3">
      <summary className="inline-flex min-h-8 list-none items-center rounded-control [&::-webkit-details-marker]:hidden">
        <span className="link text-sm">Show as a table</span>
      </summary>
      <table className="mt-2 w-full max-w-md text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-muted">
            <th scope="col" className="py-1 font-medium">
              {unit}
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              Orders
            </th>
            <th scope="col" className="py-1 text-right font-medium">
              Revenue
            </th>
          </tr>
        </thead>
        <tbody className="tabular">
          {points.map(point => (
            <tr key={point.label}>
              <th scope="row" className="border-hairline border-t py-1 font-normal">
                {point.label}
              </th>
              <td className="border-hairline border-t py-1 text-right">{point.orders}</td>
              <td className="border-hairline border-t py-1 text-right">
                {formatMoney(point.revenueMinor, currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
