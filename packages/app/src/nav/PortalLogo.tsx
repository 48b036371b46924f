import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  root: {
    width: sidebarConfig.drawerWidthClosed,
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    marginLeft: 22,
  },
  name: {
    color: '#f6d77a',
    fontSize: 18,
    fontWeight: 600,
    letterSpacing: 0.4,
    whiteSpace: 'nowrap',
  },
});

/** Three stacked layers, bronze at the foot and gold on top. */
function LayersIcon() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <path d="M14 17.5 26 22 14 26.5 2 22Z" fill="#b0703c" />
      <path d="M14 10.5 26 15 14 19.5 2 15Z" fill="#c3cad3" />
      <path d="M14 2 26 7.5 14 13 2 7.5Z" fill="#f2c230" />
    </svg>
  );
}

export function PortalLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={classes.root}>
      <Link
        to="/"
        underline="none"
        className={classes.link}
        aria-label="Gold Layer, to the overview"
      >
        <LayersIcon />
        {isOpen && <span className={classes.name}>Gold Layer</span>}
      </Link>
    </div>
  );
}
