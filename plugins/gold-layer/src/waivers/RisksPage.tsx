import { Route, Routes } from 'react-router-dom';
import { NewWaiverPage } from './NewWaiverPage';
import { RiskRegister } from './RiskRegister';
import { WaiverPage } from './WaiverPage';

/** Accepted risks: the register, one waiver, and the form that asks for one. */
export function RisksPage() {
  return (
    <Routes>
      <Route index element={<RiskRegister />} />
      <Route path="new" element={<NewWaiverPage />} />
      <Route path=":id" element={<WaiverPage />} />
    </Routes>
  );
}
