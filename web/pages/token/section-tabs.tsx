import { useEffect, useState } from 'react';

interface SectionTabsProps {
  /** Ids of the sections and what they are called, from the top down. */
  readonly sections: readonly (readonly [id: string, name: string])[];
}

/** Leads to the sections of a long page, and says which one is being read. */
export function SectionTabs({ sections }: SectionTabsProps) {
  const [current, setCurrent] = useState(sections[0]?.[0]);
  useEffect(() => {
    const onScroll = (): void => {
      const passed = sections.filter(([id]) => {
        const section = document.getElementById(id);
        return section !== null && section.getBoundingClientRect().top < readingLine;
      });
      setCurrent(passed.at(-1)?.[0] ?? sections[0]?.[0]);
    };
    document.addEventListener('scroll', onScroll, { passive: true });
    return () => document.removeEventListener('scroll', onScroll);
  }, [sections]);
  return (
    <nav className="tabs sections" aria-label="Sections">
      {sections.map(([id, name]) => (
        <a key={id} href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}

/** What has come up to here is being read. */
const readingLine = 160;
