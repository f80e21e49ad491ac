import { useMedia } from '../../app/use-media.ts';
import type { Shapes } from '../../client/client.ts';
import { AsTable } from '../../parts/as-table.tsx';
import { count, counted, percent } from '../../words/format.ts';

type Plan = Shapes['RolePlan'];
type Point = Plan['curve'][number];

const wide = { width: 640, height: 190, left: 56, right: 16, top: 14, bottom: 24 };
const narrow = { ...wide, width: 340, height: 170 };
/** Beyond so much surplus nobody wants to go; the curve ends there. */
const shareMax = 1;

interface SurplusCurveProps {
  readonly plan: Plan;
  readonly onChoose: (point: Point) => void;
}

/** Surplus by number of roles, with the slider as its axis. */
export function SurplusCurve({ plan, onChoose }: SurplusCurveProps) {
  const size = useMedia('(max-width: 760px)') ? narrow : wide;
  const { needed } = plan;
  const points = plan.curve
    .filter(({ surplus }) => surplus <= shareMax * needed)
    .toSorted((a, b) => a.roles - b.roles);
  const chosen = Math.max(
    0,
    points.findIndex(({ roles }) => roles === plan.roles.length),
  );
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const highest = Math.max(0.01, ...points.map(({ surplus }) => surplus / Math.max(1, needed)));
  const x = (roles: number): number =>
    size.left +
    ((roles - first.roles) / Math.max(1, last.roles - first.roles)) * (size.width - size.left - size.right);
  const y = (surplus: number): number =>
    size.height -
    size.bottom -
    (surplus / Math.max(1, needed) / highest) * (size.height - size.top - size.bottom);
  const at = points[chosen] ?? last;
  return (
    <div className="surplus">
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={`Surplus from ${counted(first.roles, 'role')}, ${percent(first.surplus, needed)}, to ${counted(last.roles, 'role')}, ${percent(last.surplus, needed)}`}
      >
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <path
              d={`M${size.left} ${y(share * highest * needed)}H${size.width - size.right}`}
              stroke="var(--rule)"
            />
            <text x={size.left - 8} y={y(share * highest * needed) + 4} textAnchor="end">
              {percent(share * highest, 1)}
            </text>
          </g>
        ))}
        <path
          d={`M${points.map(({ roles, surplus }) => `${x(roles).toFixed(1)} ${y(surplus).toFixed(1)}`).join('L')}`}
          fill="none"
          stroke="var(--ink)"
          strokeWidth="1.8"
          strokeLinejoin="round"
        />
        <path
          d={`M${x(at.roles)} ${y(at.surplus)}V${size.height - size.bottom}`}
          stroke="var(--edge)"
          strokeDasharray="2 2"
        />
        <circle cx={x(at.roles)} cy={y(at.surplus)} r="5" fill="var(--ink)" />
        <text x={x(first.roles)} y={size.height - 6}>
          {first.roles}
        </text>
        <text x={x(last.roles)} y={size.height - 6} textAnchor="end">
          {last.roles} roles
        </text>
      </svg>
      <label>
        <span className="for-readers">Number of modules</span>
        <input
          type="range"
          min={0}
          max={points.length - 1}
          value={chosen}
          aria-valuetext={`${counted(at.roles, 'module')}, ${percent(at.surplus, needed)} surplus`}
          onChange={({ target }) => onChoose(points[Number(target.value)] ?? last)}
        />
      </label>
      <div className="surplus-ends">
        <span>fewer modules</span>
        <b>
          {counted(at.roles, 'module')}, {percent(at.surplus, needed)} surplus
        </b>
        <span>nothing extra</span>
      </div>
      <AsTable
        name="What so many modules give beyond need"
        head={['Modules', 'Permissions beyond need', 'Share of what was used']}
        rows={() =>
          points.map(({ roles, surplus }) => [count(roles), count(surplus), percent(surplus, needed)])
        }
      />
    </div>
  );
}
