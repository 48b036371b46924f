import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A page's first showing loads its code; a busy machine takes a while.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });
